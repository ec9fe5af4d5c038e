package io.heliograph.thaibulk;

import io.heliograph.message.Status;
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

    private static void put(Map<String, Long> found, String word, @Nullable Number count) {
        if (count != null && count.longValue() > 0 && !word.equalsIgnoreCase("total")) {
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

    /** The one recipient's status; null where there are more, or none, or other words. */
    @Nullable
    String onlyWord() {
        boolean one = total() == 1 && ofDocumentedWords() == 1;
        return one ? List.copyOf(byWord.keySet()).get(0) : null;
    }
}
