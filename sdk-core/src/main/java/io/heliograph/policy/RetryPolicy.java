package io.heliograph.policy;

import io.heliograph.message.Faults;
import java.time.Duration;
import java.util.Objects;

/**
 * How often a send is tried, and how long it waits before it is tried again.
 *
 * <p>Immutable and thread-safe. A send is tried again only after a certain no that may change, or, where the provider
 * removes duplicates, to find out what became of the first try. The wait before try <i>n</i> + 1 is random between 0 and
 * {@code base · 2ⁿ⁻¹}, at most {@code cap}; after a "too many requests" {@code throttledBase} and {@code throttledCap}
 * take their place; and never less than what the provider asked for.
 *
 * @param triesPerProvider 1 to 100; 1 never tries again
 * @param tries in all, with every provider, 1 to 100
 * @param base more than 0
 * @param cap at least {@code base}
 * @param throttledBase more than 0
 * @param throttledCap at least {@code throttledBase}
 * @param attemptTimeout how long one try may take at a provider that can be asked afterwards what became of it; at others a
 *     try may take all of the deadline, because giving up early would gain nothing
 * @param settle whether an unknown outcome is looked into while the deadline lasts: by sending again to a provider that
 *     removes duplicates, or by asking one that can be asked
 */
public record RetryPolicy(
        int triesPerProvider,
        int tries,
        Duration base,
        Duration cap,
        Duration throttledBase,
        Duration throttledCap,
        Duration attemptTimeout,
        boolean settle) {
    private static final int MOST_TRIES = 100;
    private static final int LARGEST_EXPONENT = 30;
    private static final double NANOS_PER_SECOND = 1e9;

    public RetryPolicy {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(throttledBase, "throttledBase");
        Faults faults = new Faults();
        if (triesPerProvider < 1 || triesPerProvider > MOST_TRIES) {
            faults.add("triesPerProvider", "must be 1 to " + MOST_TRIES);
        }
        if (tries < 1 || tries > MOST_TRIES) {
            faults.add("tries", "must be 1 to " + MOST_TRIES);
        }
        check(faults, "base", base, "cap", cap);
        check(faults, "throttledBase", throttledBase, "throttledCap", throttledCap);
        if (attemptTimeout.isNegative() || attemptTimeout.isZero()) {
            faults.add("attemptTimeout", "must be more than 0");
        }
        faults.throwIfAny();
    }

    private static void check(Faults faults, String baseName, Duration base, String capName, Duration cap) {
        if (base.isNegative() || base.isZero()) {
            faults.add(baseName, "must be more than 0");
        }
        if (cap.compareTo(base) < 0) {
            faults.add(capName, "must be at least as long as the first wait");
        }
    }

    /** 3 tries at a provider and 5 in all; waits from 50 ms to 5 s, and from 1 s to 20 s where requests are too many. */
    public static RetryPolicy defaults() {
        return new RetryPolicy(
                3,
                5,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                true);
    }

    /** One request to each provider, whatever comes of it. */
    public static RetryPolicy none() {
        return defaults().withTries(1, MOST_TRIES).withSettle(false);
    }

    public RetryPolicy withSettle(boolean newSettle) {
        return new RetryPolicy(
                triesPerProvider, tries, base, cap, throttledBase, throttledCap, attemptTimeout, newSettle);
    }

    public RetryPolicy withTries(int perProvider, int inAll) {
        return new RetryPolicy(perProvider, inAll, base, cap, throttledBase, throttledCap, attemptTimeout, settle);
    }

    public RetryPolicy withWaits(Duration newBase, Duration newCap) {
        return new RetryPolicy(
                triesPerProvider, tries, newBase, newCap, throttledBase, throttledCap, attemptTimeout, settle);
    }

    public RetryPolicy withThrottledWaits(Duration newBase, Duration newCap) {
        return new RetryPolicy(triesPerProvider, tries, base, cap, newBase, newCap, attemptTimeout, settle);
    }

    public RetryPolicy withAttemptTimeout(Duration newTimeout) {
        return new RetryPolicy(triesPerProvider, tries, base, cap, throttledBase, throttledCap, newTimeout, settle);
    }

    /**
     * The wait after a number of tries.
     *
     * @param tried how many tries were made, at least 1
     * @param chance from 0 to 1
     */
    public Duration wait(boolean throttled, int tried, double chance) {
        double first = nanos(throttled ? throttledBase : base);
        double most = nanos(throttled ? throttledCap : cap);
        double grown = first * Math.pow(2, Math.min(tried - 1, LARGEST_EXPONENT));
        return Duration.ofNanos((long) (Math.min(grown, most) * chance));
    }

    /** Of a duration of any length; those of more than 292 years don't fit a long. */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * NANOS_PER_SECOND + duration.getNano();
    }
}
