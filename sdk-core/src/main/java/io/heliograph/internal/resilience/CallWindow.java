package io.heliograph.internal.resilience;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The calls of the last minute and how many of them failed, in steps of a second. Not thread-safe.
 *
 * <p>Resilience4j has such a window too, but no version before 2.3 lets it run by a clock that is given.
 */
final class CallWindow {
    private static final int SECONDS = 60;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LongSupplier nanoTime;
    private final int[] calls = new int[SECONDS];
    private final int[] failures = new int[SECONDS];
    private int totalCalls;
    private int totalFailures;
    private long newestSecond;

    CallWindow(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        newestSecond = second();
    }

    void add(boolean failed) {
        advance();
        int bucket = bucket(newestSecond);
        calls[bucket]++;
        totalCalls++;
        if (failed) {
            failures[bucket]++;
            totalFailures++;
        }
    }

    /** Whether there were at least this many calls, and half of them failed. */
    boolean isFailing(int minCalls) {
        if (totalFailures == 0) { // mostly, and then the clock needn't be read again
            return false;
        }
        advance();
        return totalCalls >= minCalls && totalFailures >= totalCalls - totalFailures;
    }

    void clear() {
        Arrays.fill(calls, 0);
        Arrays.fill(failures, 0);
        totalCalls = 0;
        totalFailures = 0;
    }

    /** Drops what is older than a minute. */
    private void advance() {
        long now = second();
        if (now - newestSecond >= SECONDS) {
            clear();
        }
        for (long next = Math.max(newestSecond, now - SECONDS) + 1; next <= now; next++) {
            totalCalls -= calls[bucket(next)];
            totalFailures -= failures[bucket(next)];
            calls[bucket(next)] = 0;
            failures[bucket(next)] = 0;
        }
        newestSecond = now;
    }

    private static int bucket(long second) {
        return Math.floorMod(second, SECONDS);
    }

    private long second() {
        return Math.floorDiv(nanoTime.getAsLong(), NANOS_PER_SECOND);
    }
}
