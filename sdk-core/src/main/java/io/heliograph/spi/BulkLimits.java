package io.heliograph.spi;

/**
 * The numbers of recipients that one call may have. Immutable and thread-safe.
 *
 * @param min at least 1; fewer recipients are sent to one by one
 * @param max at least twice {@code min}, so that any number from {@code min} on can be split into valid calls
 */
public record BulkLimits(int min, int max) {
    public BulkLimits {
        if (min < 1 || max / 2 < min) {
            throw new IllegalArgumentException("min must be at least 1, and max at least twice min");
        }
    }
}
