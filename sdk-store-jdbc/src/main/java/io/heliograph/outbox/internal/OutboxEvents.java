package io.heliograph.outbox.internal;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.outbox.OutboxListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the ends of messages and publishes them to listeners. Thread-safe. */
final class OutboxEvents {
    static final Logger LOG = LoggerFactory.getLogger("io.heliograph.outbox");

    private final List<OutboxListener> listeners;

    OutboxEvents(List<OutboxListener> listeners) {
        this.listeners = listeners;
    }

    void enqueued(IdempotencyKey key) {
        publish(listener -> listener.enqueued(key));
    }

    void sent(IdempotencyKey key, SendOutcome.Accepted outcome) {
        LOG.debug("{} was sent", key);
        publish(listener -> listener.sent(key, outcome));
    }

    void unresolved(IdempotencyKey key, String reason) {
        LOG.warn("{} may have been sent, and isn't sent again before it is reconciled: {}", key, reason);
        publish(listener -> listener.unresolved(key, reason));
    }

    void dead(IdempotencyKey key, String reason) {
        LOG.warn("{} wasn't sent and is a dead letter now: {}", key, reason);
        publish(listener -> listener.dead(key, reason));
    }

    private void publish(Consumer<OutboxListener> event) {
        for (OutboxListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("a listener of the outbox failed: {}", e.getClass().getName());
            }
        }
    }
}
