package io.heliograph.internal.base;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A clock that starts at another clock's time and goes on by the monotonic clock, so it never steps. Thread-safe. */
public final class SteadyClock extends Clock {
    private final Instant start;
    private final LongSupplier nanoTime;
    private final long startNanos;

    public SteadyClock(Clock wall, LongSupplier nanoTime) {
        start = wall.instant();
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this; // only its instants are used
    }
}
