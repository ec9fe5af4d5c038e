package io.heliograph.suppression;

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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Imports suppressions from one CSV file. Not thread-safe. */
final class CsvImport {
    /** The columns in the order of the export; an import accepts any order. */
    static final List<String> COLUMNS = List.of("number", "sender", "reason", "provider", "since", "until");

    private static final int MAX_FAULTS = 100;

    private final Instant now;
    private final Predicate<Suppression> add;
    private final List<Violation> violations = new ArrayList<>();
    private List<String> header = List.of();
    private long added;
    private long unchanged;
    private long faulty;

    /**
     * An import.
     *
     * @param now the time for lines without one
     * @param add adds a suppression; returns false where it changed nothing
     */
    CsvImport(Instant now, Predicate<Suppression> add) {
        this.now = now;
        this.add = add;
    }

    ImportResult read(Reader csv) throws IOException {
        CsvParser lines = new CsvParser(csv);
        String first = lines.next();
        header = header(first == null ? List.of() : lines.fields(first));
        for (String line = lines.next(); line != null; line = lines.next()) {
            Suppression suppression = new Line(lines.number(), lines.fields(line)).read();
            if (suppression == null) {
                faulty++;
            } else if (add.test(suppression)) {
                added++;
            } else {
                unchanged++;
            }
        }
        return new ImportResult(added, unchanged, faulty, violations);
    }

    private static List<String> header(@Nullable List<String> fields) {
        List<String> names = fields == null
                ? List.of()
                : fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        boolean twice = new HashSet<>(names).size() < names.size();
        if (!names.contains("number") || twice || !COLUMNS.containsAll(names)) {
            // The header isn't repeated: without one the first line has a number.
            throw new InvalidRequestException(
                    "header", "must name number and, each once, any of " + String.join(", ", COLUMNS));
        }
        return names;
    }

    /** One line of the file. */
    private final class Line {
        private final long place;
        private final @Nullable List<String> fields;
        private boolean valid = true;

        Line(long place, @Nullable List<String> fields) {
            this.place = place;
            this.fields = fields;
        }

        @Nullable
        Suppression read() {
            if (fields == null) {
                wrong("", "can't be read: it is too long, or a quote isn't closed");
                return null;
            }
            if (fields.size() != header.size()) {
                wrong("", "has " + fields.size() + " fields, and the header has " + header.size());
                return null;
            }
            PhoneNumber recipient = value("number", PhoneNumber::of).orElse(null);
            if (recipient == null && valid) {
                wrong("number", "is empty");
            }
            Optional<Sender> sender = value("sender", Sender::of);
            SuppressionReason reason = value("reason", CsvImport::reason).orElse(SuppressionReason.MANUAL);
            Instant since = value("since", CsvImport::time).orElse(now);
            Optional<Instant> until = value("until", CsvImport::time);
            if (!valid || recipient == null) {
                return null;
            }
            try {
                return new Suppression(recipient, sender, reason, text("provider"), since, until);
            } catch (InvalidRequestException e) {
                e.violations().forEach(violation -> wrong(violation.field(), violation.problem()));
                return null;
            }
        }

        private String text(String column) {
            int at = header.indexOf(column);
            return fields == null || at < 0 ? "" : fields.get(at);
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
            if (violations.size() < MAX_FAULTS) {
                violations.add(new Violation("line " + place + (column.isEmpty() ? "" : " " + column), problem));
            }
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
                                        .collect(Collectors.joining(", "))));
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
