package io.heliograph.spi;

/**
 * How many recipients one call takes.
 *
 * @param fewest at least 1; fewer go out one by one
 * @param most at least twice {@code fewest}, so that any number from {@code fewest} on can be cut into legal calls
 */
public record BulkLimits(int fewest, int most) {
    public BulkLimits {
        if (fewest < 1 || most / 2 < fewest) {
            throw new IllegalArgumentException("fewest is at least 1, and most at least twice that");
        }
    }
}
