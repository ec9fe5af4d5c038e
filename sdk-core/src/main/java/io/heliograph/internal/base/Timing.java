package io.heliograph.internal.base;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What the client takes from the world around it: time, waiting and chance. Thread-safe; a test has a world of its own. */
public interface Timing {
    /** The world as it is. */
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

    /** Nanoseconds since some moment. */
    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;

    /** From 0 to 1. */
    double jitter();
}
