package io.heliograph.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test lets time pass. Thread-safe. */
public final class TestClock extends Clock {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    public TestClock() {}

    public void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
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
