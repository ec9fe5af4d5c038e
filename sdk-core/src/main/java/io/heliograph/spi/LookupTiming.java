package io.heliograph.spi;

import java.time.Duration;

/**
 * The times for looking up whether a provider has a message. Immutable and thread-safe.
 *
 * @param initialDelay the time from an attempt to the first look-up
 * @param interval the time from one look-up to the next
 * @param absentAfter the time from an attempt after which a look-up without a result proves that the message doesn't
 *     exist
 * @param quietPeriod how long the vendor may cache an empty result, where each look-up extends that time: an empty
 *     result proves something only after this time without a look-up. 0 for a vendor that doesn't cache
 */
public record LookupTiming(Duration initialDelay, Duration interval, Duration absentAfter, Duration quietPeriod) {
    /** The first look-up after 2 seconds, then every 5 seconds; absence is never proved. */
    public static LookupTiming cautious() {
        return new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofDays(36_500));
    }

    /** Times of a vendor that doesn't cache. */
    public LookupTiming(Duration initialDelay, Duration interval, Duration absentAfter) {
        this(initialDelay, interval, absentAfter, Duration.ZERO);
    }

    public LookupTiming {
        if (initialDelay.isNegative()
                || interval.isNegative()
                || interval.isZero()
                || absentAfter.compareTo(initialDelay) < 0) {
            throw new IllegalArgumentException(
                    "initialDelay must be at least 0, interval more than 0, and absentAfter at least initialDelay");
        }
        if (quietPeriod.isNegative()) {
            throw new IllegalArgumentException("quietPeriod must be at least 0");
        }
    }
}
