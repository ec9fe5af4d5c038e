package io.heliograph.spi;

/**
 * How many recipients one call takes.
 *
 * @param min at least 1; fewer go out one by one
 * @param max at least twice {@code fewest}, so that any number from {@code fewest} on can be cut into legal calls
 */
public record BulkLimits(int min, int max) {
    public BulkLimits {
        if (min < 1 || max / 2 < min) {
            throw new IllegalArgumentException("fewest is at least 1, and most at least twice that");
        }
    }
}
