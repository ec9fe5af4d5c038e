package io.heliograph.suppression;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of STOPs elsewhere, on an executor's threads. Thread-safe as far as what it tells is. */
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
        } catch (RuntimeException e) { // its message may hold anything, so it isn't repeated
            LOG.warn("{} couldn't be mirrored: {}", stop, e.getClass().getName());
        }
    }
}
