package io.heliograph.thaibulk;

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

    /** Takes the counts as they are now. */
    public DeliveryCounts {
        byWord = Map.copyOf(byWord);
    }

    static DeliveryCounts of(ThaiBulkQueryWire.MessageReply said, ThaiBulkQueryWire.@Nullable CountsReply listed) {
        Map<String, Long> found = new LinkedHashMap<>();
        if (said.drSummary != null) {
            said.drSummary.forEach((word, count) -> put(found, word, count));
        }
        if (listed != null && listed.drSummary != null) {
            for (ThaiBulkQueryWire.Count row : listed.drSummary) {
                if (row != null && row.status != null) {
                    put(found, row.status, ThaiBulkWire.first(row.count, row.total));
                }
            }
        }
        return new DeliveryCounts(found);
    }

    /**
     * How many recipients an answer says that there are; 0 where it doesn't. Counts per status don't say it: the vendor may
     * leave out those of whom it doesn't know the end yet.
     */
    static long size(ThaiBulkQueryWire.MessageReply said, ThaiBulkQueryWire.@Nullable CountsReply listed) {
        long size = Math.max(whole(said.recipientCount), whole(said.totalRecipients));
        if (said.drSummary != null) {
            size = Math.max(size, whole(said.drSummary.get(TOTAL)));
        }
        if (listed != null && listed.drSummary != null) {
            for (ThaiBulkQueryWire.Count row : listed.drSummary) {
                if (row != null && TOTAL.equals(row.status)) {
                    size = Math.max(size, whole(ThaiBulkWire.first(row.count, row.total)));
                }
            }
        }
        return size;
    }

    private static long whole(@Nullable BigDecimal count) {
        return count == null ? 0 : count.longValue();
    }

    private static void put(Map<String, Long> found, String word, @Nullable Number count) {
        if (count != null && count.longValue() > 0 && !word.equalsIgnoreCase(TOTAL)) {
            found.merge(word, count.longValue(), Long::sum);
        }
    }

    /** How many have this status; {@code invalid} and {@code blocked} are both {@link Status#REJECTED}. */
    public long of(Status status) {
        return byWord.entrySet().stream()
                .filter(entry -> ThaiBulkQueryWire.recipientStatus(entry.getKey()) == status)
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
}
