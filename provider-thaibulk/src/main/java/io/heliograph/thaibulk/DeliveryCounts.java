package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkWire.first;

import io.heliograph.json.JsonBinding;
import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many recipients of a message have which status: the vendor's {@code drSummary}, which it may leave out until the
 * message is complete. Immutable and thread-safe.
 *
 * @param byWord counts above 0 under the vendor's own words
 */
public record DeliveryCounts(Map<String, Long> byWord) {
    private static final String TOTAL = "total";

    private static final JsonBinding<Counts> COUNTS = JsonBinding.of(Counts.class);
    private static final JsonBinding<Rows> ROWS = JsonBinding.of(Rows.class);

    /** Takes the counts as they are now. */
    public DeliveryCounts {
        byWord = Map.copyOf(byWord);
    }

    /** The counts in an answer. */
    static DeliveryCounts of(String body) {
        Map<String, Long> found = allIn(body);
        found.keySet().removeIf(TOTAL::equalsIgnoreCase);
        return new DeliveryCounts(found);
    }

    /**
     * How many recipients an answer's counts say that there are; 0 where they don't. Counts per status don't say it: the
     * vendor may leave out those of whom it doesn't know the end yet.
     */
    static long totalIn(String body) {
        return allIn(body).getOrDefault(TOTAL, 0L);
    }

    private static Map<String, Long> allIn(String body) {
        Map<String, Long> found = new LinkedHashMap<>();
        Counts counts = COUNTS.read(body);
        Counts byWord = counts == null ? null : first(counts.data, counts.result, counts);
        if (byWord != null && byWord.drSummary != null) {
            byWord.drSummary.forEach((word, count) -> add(found, word, whole(count)));
        }
        Rows rows = ROWS.read(body);
        Rows listed = rows == null ? null : first(rows.data, rows.result, rows);
        if (listed != null && listed.drSummary != null) {
            for (Row row : listed.drSummary) {
                if (row != null && row.status != null) {
                    add(found, row.status, row.count());
                }
            }
        }
        return found;
    }

    private static long whole(@Nullable BigDecimal count) {
        return count == null ? 0 : count.longValue();
    }

    private static void add(Map<String, Long> found, String word, long count) {
        if (count > 0) {
            found.merge(word, count, word.equals(TOTAL) ? Math::max : Long::sum);
        }
    }

    /** How many have this status; {@code invalid} and {@code blocked} are both {@link Status#REJECTED}. */
    public long of(Status status) {
        return byWord.entrySet().stream()
                .filter(entry -> ThaiBulkWire.recipientStatus(entry.getKey()) == status)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many there are in all; 0 where the vendor gave no counts yet. */
    public long total() {
        return byWord.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many stand under words that aren't documented stays out of it: those may be no statuses. */
    long ofDocumentedWords() {
        return total() - of(Status.UNKNOWN);
    }

    /** The only status that is counted, once; null where there are more, or none, or other words. */
    @Nullable
    String onlyWord() {
        boolean one = total() == 1 && ofDocumentedWords() == 1;
        return one ? List.copyOf(byWord.keySet()).get(0) : null;
    }

    /** An answer whose counts stand under their words. */
    static final class Counts {
        private @Nullable Map<String, @Nullable BigDecimal> drSummary;
        private @Nullable Counts data;
        private @Nullable Counts result;
    }

    /** An answer whose counts are a list. */
    static final class Rows {
        private @Nullable List<@Nullable Row> drSummary;
        private @Nullable Rows data;
        private @Nullable Rows result;
    }

    /** How many recipients have a status. */
    static final class Row {
        private @Nullable String status;
        private @Nullable BigDecimal count;
        private @Nullable BigDecimal total;

        private long count() {
            return whole(first(count, total));
        }

        /** How many recipients it counts; none where it is the sum of the others. */
        long recipients() {
            return TOTAL.equals(status) ? 0 : count();
        }
    }
}
