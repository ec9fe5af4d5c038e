package io.heliograph.fuzz;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;

/** The limits of processing time for one input, and how a small input becomes a large one. */
final class Limits {
    private static final Duration MAX = Duration.ofMillis(100);
    private static final int TRIES = 8;

    /** The CPU time of this thread, because the machine has other work too. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    static final int MEGABYTE = 1_000_000;

    /** Code instrumented by Jazzer is ten times as slow. */
    static final int WATCHED = MEGABYTE / 10;

    /** A search has no time to enlarge each input. */
    private static final int ONE_IN = System.getenv("JAZZER_FUZZ") == null ? 1 : 64;

    private Limits() {}

    /** Fails if parsing takes too long; the fastest of several runs counts, because code warms up. */
    static void check(String what, int bytes, Runnable reading) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && fastest > MAX.toNanos(); i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            reading.run();
            fastest = Math.min(fastest, CLOCK.getCurrentThreadCpuTime() - start);
        }
        if (fastest > MAX.toNanos()) {
            throw new AssertionError(what + " takes " + fastest / 1_000_000 + " ms for " + bytes + " bytes");
        }
    }

    /** Whether this input is one of those that are enlarged. */
    static boolean isDrawn(byte[] input) {
        return input.length > 0 && Math.floorMod(Arrays.hashCode(input), ONE_IN) == 0;
    }

    /** The same input with one piece repeated, which makes long texts and lists, and deep nesting. */
    static byte[] large(byte[] input, int size) {
        int hash = Arrays.hashCode(input);
        int from = Math.floorMod(hash, input.length);
        int to = from + 1 + Math.floorMod(hash >>> 7, Math.min(64, input.length - from));
        ByteArrayOutputStream large = new ByteArrayOutputStream(size + input.length);
        large.write(input, 0, from);
        while (large.size() < size) {
            large.write(input, from, to - from);
        }
        large.write(input, from, input.length - from);
        return large.toByteArray();
    }
}
