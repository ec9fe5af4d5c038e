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
 * The number of a message's recipients per status: the vendor's {@code drSummary}, which may be missing until the
 * message is complete, or the {@code summary} of its recipients. Immutable and thread-safe.
 *
 * @param byWord counts above 0 by the vendor's statuses
 */
public record DeliveryCounts(Map<String, Long> byWord) {
    private static final String TOTAL = "total";

    private static final JsonBinding<Counts> COUNTS = JsonBinding.of(Counts.class);
    private static final JsonBinding<Rows> ROWS = JsonBinding.of(Rows.class);

    /** Copies the counts. */
    public DeliveryCounts {
        byWord = Map.copyOf(byWord);
    }

    /** The counts in a response. */
    static DeliveryCounts of(String body) {
        Map<String, Long> found = allIn(body);
        found.keySet().removeIf(TOTAL::equalsIgnoreCase);
        return new DeliveryCounts(found);
    }

    /** The counts in a summary of recipients. */
    static DeliveryCounts ofSummary(List<@Nullable Row> rows) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row != null && row.status != null) {
                add(found, row.status, row.count());
            }
        }
        found.keySet().removeIf(TOTAL::equalsIgnoreCase);
        return new DeliveryCounts(found);
    }

    /**
     * The explicit total of recipients in a response; 0 if it has none. The sum of the counts isn't the total: the
     * vendor may omit recipients without a final status.
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

    /** The number of recipients with this status; {@code invalid} and {@code blocked} are both {@link Status#REJECTED}. */
    public long of(Status status) {
        return byWord.entrySet().stream()
                .filter(entry -> ThaiBulkWire.recipientStatus(entry.getKey()) == status)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The number of all recipients; 0 if the vendor gave no counts yet. */
    public long total() {
        return byWord.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum without undocumented keys, which may not be statuses. */
    long ofDocumentedWords() {
        return total() - of(Status.UNKNOWN);
    }

    /** The only status, with a count of 1; null if there are more, none, or undocumented keys. */
    @Nullable
    String onlyWord() {
        boolean one = total() == 1 && ofDocumentedWords() == 1;
        return one ? List.copyOf(byWord.keySet()).get(0) : null;
    }

    /** A response with its counts in an object, by status. */
    static final class Counts {
        private @Nullable Map<String, @Nullable BigDecimal> drSummary;
        private @Nullable Counts data;
        private @Nullable Counts result;
    }

    /** A response with its counts in a list. */
    static final class Rows {
        private @Nullable List<@Nullable Row> drSummary;
        private @Nullable Rows data;
        private @Nullable Rows result;
    }

    /** The number of recipients with a status. */
    static final class Row {
        private @Nullable String status;
        private @Nullable BigDecimal count;
        private @Nullable BigDecimal total;

        private long count() {
            return whole(first(count, total));
        }
    }
}
