package io.heliograph.suppression;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A listener for changes of a suppression list, called on the thread that makes the change, which may be sending; it must be
 * thread-safe and quick. An exception from it is logged and has no effect.
 */
public interface SuppressionListener {
    /**
     * A listener that forwards each STOP, for example to a vendor that keeps a list of its own.
     *
     * @param executor runs the consumer, which may be slow; a STOP whose task it rejects isn't forwarded
     * @param each gets each STOP, imported ones too; an exception from it is logged, without a retry
     */
    static SuppressionListener onStop(Executor executor, Consumer<Suppression> each) {
        StopForwarder forwarder =
                new StopForwarder(Objects.requireNonNull(executor, "executor"), Objects.requireNonNull(each, "each"));
        return new SuppressionListener() {
            @Override
            public void added(Suppression suppression) {
                forwarder.added(suppression);
            }
        };
    }

    /** A suppression was added, or replaced an older one with the same reason. */
    default void added(Suppression suppression) {}

    /** A suppression was removed. Expiry isn't published. */
    default void removed(Suppression suppression) {}
}
