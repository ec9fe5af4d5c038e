package io.heliograph;

import io.heliograph.internal.base.Timing;
import java.time.Clock;
import java.time.Duration;

/** A {@code Timing} whose wall clock a test sets, while the monotonic clock is another's. Not thread-safe. */
final class SteppedTiming implements Timing {
    private final Timing steady;
    private Clock clock;

    SteppedTiming(Timing steady) {
        this.steady = steady;
        clock = steady.clock();
    }

    /** Sets the wall clock that much ahead, or back. */
    void steps(Duration step) {
        clock = Clock.offset(clock, step);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return steady.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        steady.sleep(duration);
    }

    @Override
    public double jitter() {
        return steady.jitter();
    }
}
