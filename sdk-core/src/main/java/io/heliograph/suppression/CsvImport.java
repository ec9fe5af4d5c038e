package io.heliograph.suppression;

import io.heliograph.internal.csv.CsvFormula;
import io.heliograph.internal.csv.CsvParser;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.ValueShape;
import io.heliograph.message.Violation;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Imports suppressions and removals from one CSV file. Not thread-safe.
 *
 * <p>A row with the reason {@code REMOVED} ends what stands above it, so that changes can be appended to a file. A row
 * without a time is therefore added at the end only, if it isn't removed by then.
 */
final class CsvImport {
    /** The reason of a row that says that a recipient was removed. */
    private static final String REMOVED = "REMOVED";

    /** Stands for every sender in such a row; without a sender it is about suppressions that name none. */
    private static final String EVERY_SENDER = "*";

    private static final int MAX_FAULTS = 100;

    private final Instant undatedSince;
    private final Predicate<Suppression> add;
    private final BiPredicate<PhoneNumber, SuppressionRemoval> remove;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<PhoneNumber, List<Suppression>> undated = new LinkedHashMap<>();
    private @Nullable List<String> header;
    private long added;
    private long removed;
    private long unchanged;
    private long faulty;

    /**
     * An import.
     *
     * @param undatedSince the time of rows without one
     * @param add adds a suppression; returns false where it changed nothing
     * @param remove removes a recipient's suppressions; returns false where it changed nothing
     */
    CsvImport(Instant undatedSince, Predicate<Suppression> add, BiPredicate<PhoneNumber, SuppressionRemoval> remove) {
        this.undatedSince = undatedSince;
        this.add = add;
        this.remove = remove;
    }

    ImportResult read(Reader csv) throws IOException {
        CsvParser lines = new CsvParser(csv);
        String first = lines.next();
        header = CsvHeader.parse(first, first == null ? null : lines.fields(first));
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                read(line, lines);
            }
        } finally {
            undated.values().forEach(rows -> rows.forEach(this::add));
        }
        return new ImportResult(added, removed, unchanged, faulty, violations);
    }

    private void read(String line, CsvParser lines) {
        List<String> fields = lines.fields(line);
        if (CsvHeader.isHeader(fields)) { // of a file that was appended to this one
            header = null;
            try {
                header = CsvHeader.parse(line, fields);
            } catch (InvalidRequestException e) {
                faulty++;
                wrong(lines.number(), "header", e.violations().get(0).problem());
            }
            return;
        }
        new Line(lines.number(), header, fields).read();
    }

    private void add(Suppression suppression) {
        if (add.test(suppression)) {
            added++;
        } else {
            unchanged++;
        }
    }

    private void remove(PhoneNumber recipient, SuppressionRemoval removal) {
        List<Suppression> above = undated.getOrDefault(recipient.canonical(), List.of());
        List<Suppression> left = above.stream()
                .filter(suppression -> !removal.concerns(suppression))
                .toList();
        unchanged += above.size() - left.size();
        if (left.size() < above.size()) {
            undated.put(recipient.canonical(), left);
        }
        if (remove.test(recipient, removal) || left.size() < above.size()) {
            removed++;
        } else {
            unchanged++;
        }
    }

    private void wrong(long line, String column, String problem) {
        if (violations.size() < MAX_FAULTS) {
            violations.add(new Violation("line " + line + (column.isEmpty() ? "" : " " + column), problem));
        }
    }

    /** One line of the file. */
    private final class Line {
        private final long place;
        private final List<String> columns;
        private final @Nullable List<String> fields;
        private boolean valid = true;

        Line(long place, @Nullable List<String> columns, @Nullable List<String> fields) {
            this.place = place;
            this.columns = columns == null ? List.of() : columns;
            this.fields = fields;
        }

        void read() {
            if (columns.isEmpty()) {
                wrong("", "stands below a header that can't be read");
            } else if (fields == null) {
                wrong("", "can't be read: it is too long, or a quote isn't closed");
            } else if (fields.size() != columns.size()) {
                String noun = fields.size() == 1 ? " field" : " fields";
                wrong("", "has " + fields.size() + noun + ", and the header has " + columns.size());
            } else {
                readFields();
            }
            if (!valid) {
                faulty++;
            }
        }

        private void readFields() {
            boolean isRemoval = text("reason").equalsIgnoreCase(REMOVED);
            boolean isOfEverySender = isRemoval && text("sender").equals(EVERY_SENDER);
            PhoneNumber recipient = value("number", PhoneNumber::of).orElse(null);
            if (recipient == null && valid) {
                wrong("number", "is empty");
            }
            Optional<Sender> sender = isOfEverySender ? Optional.empty() : value("sender", Sender::of);
            SuppressionReason reason = isRemoval
                    ? SuppressionReason.MANUAL
                    : value("reason", CsvImport::reason).orElse(SuppressionReason.MANUAL);
            Optional<Instant> since = value("since", CsvImport::time);
            Optional<Instant> until = value("until", CsvImport::time);
            if (!valid || recipient == null) {
                return;
            }
            if (isRemoval) {
                Instant at = since.orElse(undatedSince);
                remove(
                        recipient,
                        isOfEverySender
                                ? SuppressionRemoval.ofEverySender(at)
                                : SuppressionRemoval.ofSender(sender, at));
                return;
            }
            try {
                Suppression suppression =
                        new Suppression(recipient, sender, reason, text("provider"), since.orElse(undatedSince), until);
                if (since.isPresent()) {
                    add(suppression);
                } else {
                    undated.computeIfAbsent(suppression.recipient(), person -> new ArrayList<>(1))
                            .add(suppression);
                }
            } catch (InvalidRequestException e) {
                e.violations().forEach(violation -> wrong(violation.field(), violation.problem()));
            }
        }

        private String text(String column) {
            int at = columns.indexOf(column);
            return fields == null || at < 0 ? "" : CsvFormula.plain(fields.get(at));
        }

        private <T> Optional<T> value(String column, Function<String, T> read) {
            String text = text(column);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read.apply(text));
            } catch (InvalidRequestException e) {
                wrong(column, e.violations().get(0).problem());
                return Optional.empty();
            }
        }

        private void wrong(String column, String problem) {
            valid = false;
            CsvImport.this.wrong(place, column, problem);
        }
    }

    private static SuppressionReason reason(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(SuppressionReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "reason",
                        "is " + ValueShape.of(text) + "; it must be "
                                + Arrays.stream(SuppressionReason.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + " or " + REMOVED));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) { // the exception's message repeats the text
            throw new InvalidRequestException(
                    "time", "is " + ValueShape.of(text) + "; it must be a time such as 2026-11-20T08:00:00Z");
        }
    }
}
