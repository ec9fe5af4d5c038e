package io.heliograph.tracking;

/**
 * Hears when a message's status, or that of one of its recipients or parts, changed: once for each change, on the thread
 * that brought the report. It must be thread-safe and quick; what it throws is logged and changes nothing.
 *
 * <p>Two reports at the same time may be heard of in either order; {@code after} of each tells how far it was.
 */
@FunctionalInterface
public interface TimelineListener {
    void changed(Timeline before, Timeline after);
}
