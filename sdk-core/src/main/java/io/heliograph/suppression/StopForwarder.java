package io.heliograph.suppression;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards each STOP to a consumer, on an executor. Thread-safe if the consumer is. */
record StopForwarder(Executor executor, Consumer<Suppression> each) {
    private static final Logger LOG = LoggerFactory.getLogger("io.heliograph.suppression.SuppressionList");

    void added(Suppression suppression) {
        if (suppression.reason() == SuppressionReason.STOP) {
            executor.execute(() -> mirror(suppression));
        }
    }

    private void mirror(Suppression stop) {
        try {
            each.accept(stop);
        } catch (RuntimeException e) {
            LOG.warn("{} couldn't be forwarded: {}", stop, e.getClass().getName());
        }
    }
}
