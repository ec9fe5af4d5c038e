package io.heliograph.tracking;

/**
 * A listener for changes of a message's status, or that of a recipient or part: called once for each change, on the thread
 * that added the report. It must be thread-safe and quick; an exception from it is logged and has no effect.
 *
 * <p>Two concurrent reports may be published in either order; {@code after} of each is the state that it led to.
 */
@FunctionalInterface
public interface TimelineListener {
    void changed(Timeline before, Timeline after);

    /** Called for each change of {@link Timeline#charge()}, such as the final price, also where the status stays. */
    default void chargeChanged(Timeline before, Timeline after) {}
}
