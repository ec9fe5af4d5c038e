package io.heliograph.outbox.internal;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.outbox.OutboxState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a worker reads of a row; the numbers of attempts and checks name its version. Immutable.
 *
 * @param checks how often an unknown outcome was reconciled without a result
 * @param dueIn the time until the next look at it; not more than 0 if it is due
 * @param age the time since it was due first
 * @param sinceBegan the time since its last attempt began
 * @param request its document; null once it was sent
 */
record OutboxRow(
        IdempotencyKey key,
        IdempotencyKey sendKey,
        OutboxState state,
        int attempts,
        int checks,
        Duration dueIn,
        Duration age,
        Duration sinceBegan,
        String recipient,
        @Nullable String request) {
    boolean isDue() {
        return dueIn.isZero() || dueIn.isNegative();
    }
}
