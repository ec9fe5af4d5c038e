package io.heliograph.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on when a test says so. Not thread-safe. */
public final class ManualClock extends Clock {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private long nanos;
    private Duration step = Duration.ZERO;

    public ManualClock passes(Duration time) {
        nanos += time.toNanos();
        return this;
    }

    /** Sets what it shows that far ahead of the time that has passed, or behind it. */
    public ManualClock isOff(Duration by) {
        step = by;
        return this;
    }

    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return START.plus(step).plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
