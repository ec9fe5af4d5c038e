package io.heliograph.spi;

import java.time.Duration;

/**
 * When a provider can be asked whether it has a message. Immutable and thread-safe.
 *
 * @param first how long after an attempt the first question makes sense
 * @param again how long after a question the next one does
 * @param absent how long after an attempt "there is none" proves that there never will be
 * @param quiet for how long the vendor may repeat an earlier "there is none" without looking, where each question begins that
 *     time anew: only an answer after so long without a question proves anything. 0 for a vendor that looks each time
 */
public record LookupTimes(Duration first, Duration again, Duration absent, Duration quiet) {
    /** After 2 seconds, every 5 seconds, and never a proof of absence. */
    public static LookupTimes cautious() {
        return new LookupTimes(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofDays(36_500));
    }

    /** Times of a vendor that looks each time it is asked. */
    public LookupTimes(Duration first, Duration again, Duration absent) {
        this(first, again, absent, Duration.ZERO);
    }

    public LookupTimes {
        if (first.isNegative() || again.isNegative() || again.isZero() || absent.compareTo(first) < 0) {
            throw new IllegalArgumentException("first is at least 0, again more than 0, and absent at least first");
        }
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("quiet is at least 0");
        }
    }
}
