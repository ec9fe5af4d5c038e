package io.heliograph.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test lets time pass. Thread-safe. */
public final class TestClock extends Clock {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    public TestClock() {}

    public void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Instant instant() {
        return now.get();
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
