package io.heliograph;

import io.heliograph.internal.base.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A {@code Timing} in which time passes only by sleeping, at once. Not thread-safe. */
public final class TestTiming implements Timing {
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Sends.NOW.plus(wallStep).plusNanos(nanos);
        }
    };
    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;
    private double chance = 1;
    private Duration wallStep = Duration.ZERO;

    /** Lets time pass. */
    public TestTiming passes(Duration duration) {
        nanos += duration.toNanos();
        return this;
    }

    /** Sets the wall clock that far ahead of the time that has passed, or behind it; nothing else goes on. */
    TestTiming wallClockIsOff(Duration by) {
        wallStep = by;
        return this;
    }

    /** Sets the jitter from now on; 1 makes each backoff as long as it can be. */
    TestTiming chance(double newChance) {
        chance = newChance;
        return this;
    }

    /** How long was waited, each time. */
    public List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(duration);
        passes(duration);
    }

    @Override
    public double jitter() {
        return chance;
    }
}
