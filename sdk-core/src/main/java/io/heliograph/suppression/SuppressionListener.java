package io.heliograph.suppression;

/**
 * Hears what changes in a suppression list, on the thread that changes it, which may be one that sends; it must be
 * thread-safe and quick. What it throws is logged and changes nothing.
 */
public interface SuppressionListener {
    /** Somebody was added, or is held for a newer reason of the same kind. */
    default void added(Suppression suppression) {}

    /** Somebody was removed. One that ends by its time isn't told. */
    default void removed(Suppression suppression) {}
}
