package io.heliograph.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that only a test advances. Thread-safe. */
public final class TestClock extends Clock {
    private final Instant start;
    private final AtomicLong nanos = new AtomicLong();

    /** A clock at 2026-11-20, 08:00 UTC. */
    public TestClock() {
        this(Instant.parse("2026-11-20T08:00:00Z"));
    }

    /** A clock at an instant, such as the present if other code uses another clock. */
    public TestClock(Instant start) {
        this.start = start;
    }

    public void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** The nanoseconds that have passed, in place of {@link System#nanoTime}. */
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.get());
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
