package io.heliograph.nativehub;

import io.heliograph.message.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A movement of the account's money; what the vendor leaves out is null or empty.
 *
 * @param rawType the vendor's own word
 * @param referenceType what {@code referenceId} names, in the vendor's words
 * @param description free text; not in {@code toString}
 */
public record Transaction(
        String id,
        TransactionType type,
        String rawType,
        @Nullable Money amount,
        @Nullable Money balanceBefore,
        @Nullable Money balanceAfter,
        String referenceType,
        String referenceId,
        String description,
        @Nullable Instant createdAt) {
    @Override
    public String toString() {
        return "Transaction[" + id + " " + type + " " + amount + " at " + createdAt + "]";
    }
}
