package io.heliograph.outbox;

import io.heliograph.message.IdempotencyKey;
import java.time.Instant;

/**
 * A message in an {@link Outbox}, without its text. Immutable, thread-safe and safe to log.
 *
 * @param key the key that it was enqueued with
 * @param sendKey the key that it is sent with: the same, until a dead letter is retried whose rejection is remembered
 * @param recipient the masked number, such as {@code +66…78}
 * @param attempts how often a worker has begun to send it
 * @param enqueuedAt when it was enqueued, by the database's clock
 * @param nextAt when a worker looks at it next; of a dead or sent one, when it ended
 * @param reason why it is dead or unknown, or waits after a rejection; else empty
 */
public record OutboxItem(
        IdempotencyKey key,
        IdempotencyKey sendKey,
        OutboxState state,
        String recipient,
        int attempts,
        Instant enqueuedAt,
        Instant nextAt,
        String reason) {}
