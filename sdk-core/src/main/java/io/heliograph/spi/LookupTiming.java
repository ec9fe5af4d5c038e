package io.heliograph.spi;

import java.time.Duration;

/**
 * When a provider can be asked whether it has a message. Immutable and thread-safe.
 *
 * @param initialDelay how long after an attempt the first question makes sense
 * @param interval how long after a question the next one does
 * @param absentAfter how long after an attempt "there is none" proves that there never will be
 * @param quietPeriod for how long the vendor may repeat an earlier "there is none" without looking, where each question begins that
 *     time anew: only an answer after so long without a question proves anything. 0 for a vendor that looks each time
 */
public record LookupTiming(Duration initialDelay, Duration interval, Duration absentAfter, Duration quietPeriod) {
    /** After 2 seconds, every 5 seconds, and never a proof of absence. */
    public static LookupTiming cautious() {
        return new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofDays(36_500));
    }

    /** Times of a vendor that looks each time it is asked. */
    public LookupTiming(Duration initialDelay, Duration interval, Duration absentAfter) {
        this(initialDelay, interval, absentAfter, Duration.ZERO);
    }

    public LookupTiming {
        if (initialDelay.isNegative()
                || interval.isNegative()
                || interval.isZero()
                || absentAfter.compareTo(initialDelay) < 0) {
            throw new IllegalArgumentException("first is at least 0, again more than 0, and absent at least first");
        }
        if (quietPeriod.isNegative()) {
            throw new IllegalArgumentException("quiet is at least 0");
        }
    }
}
