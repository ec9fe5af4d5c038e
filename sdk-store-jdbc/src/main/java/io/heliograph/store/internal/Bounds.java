package io.heliograph.store.internal;

import io.heliograph.message.InvalidRequestException;
import java.time.Duration;

/** What settings may be. */
public final class Bounds {
    private Bounds() {}

    /**
     * Checks that a time isn't too short.
     *
     * @throws InvalidRequestException if it is, negative times included
     */
    public static Duration atLeastMillis(int min, String field, Duration time) {
        if (time.compareTo(Duration.ofMillis(min)) < 0) {
            throw new InvalidRequestException(
                    field, "is " + time.toMillis() + " ms; it must be at least " + min + " ms");
        }
        return time;
    }
}
