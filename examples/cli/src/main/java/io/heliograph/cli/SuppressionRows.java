package io.heliograph.cli;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionReason;
import io.heliograph.suppression.SuppressionScope;
import io.heliograph.suppression.SuppressionStore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A store in memory that keeps the CSV rows of its changes. Not thread-safe. */
final class SuppressionRows implements SuppressionStore {
    private static final String HEADER = "number,sender,reason,provider,since,until";
    private static final String END = "\r\n";

    private final SuppressionStore store;
    private final StringBuilder rows = new StringBuilder();

    SuppressionRows(SuppressionStore store) {
        this.store = store;
    }

    /** Forgets the rows so far. */
    void clear() {
        rows.setLength(0);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The rows as they go below a text, with a header where that has none or another one. */
    String below(String text) {
        String lineEnd = text.isEmpty() || text.endsWith("\n") ? "" : END;
        String last = text.lines()
                .map(line -> line.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .filter(line -> line.contains("number"))
                .reduce("", (first, second) -> second);
        return lineEnd + (last.equals(HEADER) ? "" : HEADER + END) + rows;
    }

    @Override
    public boolean add(Suppression suppression, Instant now) {
        boolean added = store.add(suppression, now);
        if (added) {
            rows.append(row(suppression));
        }
        return added;
    }

    /** The row as an export has it. */
    private static String row(Suppression suppression) {
        SuppressionList one =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, Clock.systemUTC());
        one.add(suppression);
        StringWriter csv = new StringWriter();
        try {
            one.exportCsv(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return csv.toString().substring(HEADER.length() + END.length());
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Instant at) {
        return removed(store.remove(recipient, at), recipient.e164() + ",*,REMOVED,," + at + ',' + END);
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at) {
        List<Suppression> removed = store.remove(recipient, sender, at);
        return removed(removed, removalRow(recipient, sender, at));
    }

    /** A row as an export has it, with another reason. */
    private static String removalRow(PhoneNumber recipient, Optional<Sender> sender, Instant at) {
        String row = row(new Suppression(recipient, sender, SuppressionReason.MANUAL, "", at, Optional.empty()));
        int place = row.lastIndexOf(",MANUAL,");
        return row.substring(0, place) + ",REMOVED," + row.substring(place + ",MANUAL,".length());
    }

    private List<Suppression> removed(List<Suppression> removed, String row) {
        if (!removed.isEmpty()) {
            rows.append(row);
        }
        return removed;
    }

    @Override
    public List<Suppression> find(PhoneNumber recipient) {
        return store.find(recipient);
    }

    @Override
    public Stream<Suppression> all() {
        return store.all();
    }
}
