package io.heliograph.benchmarks.send;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * Repeats a round until the JIT compiler has nothing to do: a round is steady if less than 2 % of its time was compiled. On
 * few cores busy threads starve the compiler, so each round leaves it the cores for as long as it has work.
 */
final class WarmUp {
    private static final double STEADY = 0.02;
    private static final int STEADY_ROUNDS = 2;
    private static final long PAUSE_MILLIS = 100;
    private static final int MAX_PAUSES = 100;
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private WarmUp() {}

    /**
     * Runs rounds until two in a row are steady.
     *
     * @return how many rounds it took; the maximum if none was steady
     */
    static int until(int maxRounds, Callable<?> round) throws Exception {
        int steady = 0;
        int rounds = 0;
        while (rounds < maxRounds && steady < STEADY_ROUNDS) {
            long compiled = COMPILER.getTotalCompilationTime();
            long start = System.nanoTime();
            round.call();
            double millis = (System.nanoTime() - start) / 1e6;
            drain();
            steady = COMPILER.getTotalCompilationTime() - compiled < STEADY * millis ? steady + 1 : 0;
            rounds++;
        }
        return rounds;
    }

    /** Waits until nothing was compiled for a moment. */
    private static void drain() throws InterruptedException {
        long before = -1;
        for (int i = 0; i < MAX_PAUSES && before != COMPILER.getTotalCompilationTime(); i++) {
            before = COMPILER.getTotalCompilationTime();
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
