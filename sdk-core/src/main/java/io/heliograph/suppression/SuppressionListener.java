package io.heliograph.suppression;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Hears what changes in a suppression list, on the thread that changes it, which may be one that sends; it must be
 * thread-safe and quick. What it throws is logged and changes nothing.
 */
public interface SuppressionListener {
    /**
     * A listener that tells of each STOP elsewhere, for example at a vendor that keeps a list of its own.
     *
     * @param executor where it is told, because that may take its time; one that refuses a task loses the STOP there
     * @param each gets each STOP, imported ones too; what it throws is logged, and it isn't told again
     */
    static SuppressionListener onStop(Executor executor, Consumer<Suppression> each) {
        StopForwarder mirror =
                new StopForwarder(Objects.requireNonNull(executor, "executor"), Objects.requireNonNull(each, "each"));
        return new SuppressionListener() {
            @Override
            public void added(Suppression suppression) {
                mirror.added(suppression);
            }
        };
    }

    /** Somebody was added, or is held for a newer reason of the same kind. */
    default void added(Suppression suppression) {}

    /** Somebody was removed. One that ends by its time isn't told. */
    default void removed(Suppression suppression) {}
}
