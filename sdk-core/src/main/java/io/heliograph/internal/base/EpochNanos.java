package io.heliograph.internal.base;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as nanoseconds since 1970 in a {@code long}, from 1677 to 2262; what is before or after counts as the first or the last
 * of them, and so do sums.
 */
public final class EpochNanos {
    private static final long A_SECOND = 1_000_000_000;
    private static final long MAX_SECONDS = Long.MAX_VALUE / A_SECOND - 1;

    private EpochNanos() {}

    public static long of(Instant time) {
        return nanos(time.getEpochSecond(), time.getNano());
    }

    public static long of(Duration duration) {
        return nanos(duration.getSeconds(), duration.getNano());
    }

    private static long nanos(long seconds, int nanos) {
        if (seconds > MAX_SECONDS || seconds < -MAX_SECONDS) {
            return seconds > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return seconds * A_SECOND + nanos;
    }

    public static long plus(long time, long nanos) {
        long sum = time + nanos;
        boolean overflow = ((time ^ sum) & (nanos ^ sum)) < 0;
        return overflow ? (nanos > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : sum;
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, A_SECOND), Math.floorMod(nanos, A_SECOND));
    }
}
