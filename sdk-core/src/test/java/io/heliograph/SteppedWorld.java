package io.heliograph;

import java.time.Clock;
import java.time.Duration;

/** A world whose wall clock somebody sets, while time goes on as in another one. Not thread-safe. */
final class SteppedWorld implements World {
    private final World steady;
    private Clock clock;

    SteppedWorld(World steady) {
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
    public double chance() {
        return steady.chance();
    }
}
