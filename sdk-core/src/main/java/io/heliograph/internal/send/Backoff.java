package io.heliograph.internal.send;

import io.heliograph.policy.RetryPolicy;
import java.time.Duration;

/** Calculates the wait between two attempts by a policy: exponential backoff with full jitter. Thread-safe. */
public final class Backoff {
    private static final int MAX_EXPONENT = 30;
    private static final double NANOS_PER_SECOND = 1e9;

    private Backoff() {}

    /**
     * The wait after a number of attempts.
     *
     * @param throttled whether the last one failed with "too many requests"
     * @param attempts how many were made, at least 1
     * @param jitter from 0 to 1
     */
    public static Duration after(RetryPolicy policy, boolean throttled, int attempts, double jitter) {
        double initial = nanos(throttled ? policy.throttledInitialBackoff() : policy.initialBackoff());
        double max = nanos(throttled ? policy.throttledMaxBackoff() : policy.maxBackoff());
        double grown = initial * Math.pow(2, Math.min(attempts - 1, MAX_EXPONENT));
        return Duration.ofNanos((long) (Math.min(grown, max) * jitter));
    }

    /** Nanoseconds as a double, because those of more than 292 years don't fit a {@code long}. */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * NANOS_PER_SECOND + duration.getNano();
    }
}
