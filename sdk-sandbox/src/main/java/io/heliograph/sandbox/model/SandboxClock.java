package io.heliograph.sandbox.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox's clock: the system's, or one that stands still and is moved by hand. Whatever is due after a move has happened,
 * and its webhooks are sent, when the method that moved it returns. Thread-safe.
 */
public final class SandboxClock extends Clock {
    private final Clock running;
    private final boolean own;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    // Null while it runs.
    private final AtomicReference<@Nullable Instant> fixed = new AtomicReference<>();

    private SandboxClock(Clock running, boolean own) {
        this.running = running;
        this.own = own;
    }

    /** The system's clock, until it is fixed. */
    public static SandboxClock system() {
        return new SandboxClock(Clock.systemUTC(), false);
    }

    /** A clock that only its owner moves. */
    public static SandboxClock of(Clock owned) {
        return new SandboxClock(Objects.requireNonNull(owned, "clock"), true);
    }

    /** Whether it doesn't move by itself: it is fixed, or was set by {@code Sandbox.Builder.clock}. */
    public boolean isFixed() {
        return own || fixed.get() != null;
    }

    /** Whether it was set by {@code Sandbox.Builder.clock}, so that it can't be moved here. */
    public boolean isOwn() {
        return own;
    }

    /**
     * Stops the clock at a time, which may be earlier than before.
     *
     * @throws IllegalStateException when the sandbox was built with a clock of its own
     */
    public void fix(Instant at) {
        move(Objects.requireNonNull(at, "at"));
    }

    /**
     * Moves a fixed clock.
     *
     * @param by not negative
     * @throws IllegalStateException when the clock isn't fixed, or the sandbox was built with a clock of its own
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("A clock is advanced by 0 seconds or more; fix it to set it back.");
        }
        refuseOwn();
        var unused = fixed.updateAndGet(present -> {
            if (present == null) {
                throw new IllegalStateException("The clock runs with the system's; fix it at a time first.");
            }
            return present.plus(by);
        });
        listeners.forEach(Runnable::run);
    }

    /**
     * Follows the system's clock again.
     *
     * @throws IllegalStateException when the sandbox was built with a clock of its own
     */
    public void useSystem() {
        move(null);
    }

    private void move(@Nullable Instant to) {
        refuseOwn();
        fixed.set(to);
        listeners.forEach(Runnable::run);
    }

    private void refuseOwn() {
        if (own) {
            throw new IllegalStateException("This sandbox was built with a clock of its own; move that one.");
        }
    }

    /** Calls a listener after each move, on the thread that moved the clock. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public Instant instant() {
        Instant present = fixed.get();
        return present == null ? running.instant() : present;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId other) {
        throw new UnsupportedOperationException("A sandbox's clock is in UTC.");
    }
}
