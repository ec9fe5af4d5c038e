package io.heliograph.outbox;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;

/**
 * Listener for an outbox's messages, which is called on the workers' threads; it must be thread-safe and fast. Its
 * exceptions are logged and change nothing. A process that dies at the wrong time calls none: the {@linkplain Outbox#list
 * lists} have all.
 */
public interface OutboxListener {
    /**
     * This process wrote a new message; on the thread that did. Where it was written in the caller's own transaction, that may still
     * be rolled back.
     */
    default void enqueued(IdempotencyKey key) {}

    /** A provider accepted the message, now or before a crash. */
    default void sent(IdempotencyKey key, SendOutcome.Accepted outcome) {}

    /** The message may have been sent: an alarm, once until it is reconciled. */
    default void unresolved(IdempotencyKey key, String reason) {}

    /** The message was certainly not sent, and isn't tried again by itself. */
    default void dead(IdempotencyKey key, String reason) {}
}
