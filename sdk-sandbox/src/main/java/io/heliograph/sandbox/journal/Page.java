package io.heliograph.sandbox.journal;

import java.util.List;

/**
 * Some of what was found, newest first.
 *
 * @param total the number of all that were found
 * @param before the number that the next page is before; 0 when there is none
 */
public record Page<T>(List<T> items, int total, long before) {
    /** The number to ask for from the newest one on. */
    public static final long FROM_NEWEST = Long.MAX_VALUE;

    /** A page. */
    public Page {
        items = List.copyOf(items);
    }
}
