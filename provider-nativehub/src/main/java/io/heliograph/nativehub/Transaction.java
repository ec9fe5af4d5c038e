package io.heliograph.nativehub;

import io.heliograph.message.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the account; a field that the vendor omits is null or empty.
 *
 * @param rawType the vendor's own type word
 * @param referenceType what kind of object {@code referenceId} names, in the vendor's words
 * @param description free text; not in {@code toString}
 * @param rawJson the vendor's JSON for it
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
        @Nullable Instant createdAt,
        String rawJson) {
    @Override
    public String toString() {
        return "Transaction[" + id + " " + type + " " + amount + " at " + createdAt + "]";
    }
}
