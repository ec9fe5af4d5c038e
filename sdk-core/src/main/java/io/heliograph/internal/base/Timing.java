package io.heliograph.internal.base;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The client's source of time, sleep and jitter, which tests replace. Thread-safe. */
public interface Timing {
    /** The system's clocks, a real sleep and real randomness. */
    Timing REAL = new Timing() {
        private final Clock clock = Clock.systemUTC();

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }

        @Override
        public double jitter() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    Clock clock();

    /** Nanoseconds of a monotonic clock, as {@link System#nanoTime} gives them. */
    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;

    /** A random number from 0 to 1. */
    double jitter();
}
