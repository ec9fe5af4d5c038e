package io.heliograph.outbox.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Waits that double up to a maximum, each up to a fifth shorter or longer by chance. Immutable and thread-safe. */
final class Backoff {
    private static final double JITTER = 0.2;
    private static final int MAX_DOUBLINGS = 40;

    private final Duration first;
    private final Duration max;
    private final DoubleSupplier chance;

    /** @param chance from 0 to 1 */
    Backoff(Duration first, Duration max, DoubleSupplier chance) {
        this.first = first;
        this.max = max;
        this.chance = chance;
    }

    /** The wait after so many failures, at least 1. */
    Duration after(int failures) {
        double doubled = (double) first.toNanos() * Math.pow(2, Math.min(Math.max(failures, 1) - 1, MAX_DOUBLINGS));
        double factor = 1 - JITTER + 2 * JITTER * chance.getAsDouble();
        return Duration.ofNanos(Math.round(Math.min(doubled, (double) max.toNanos()) * factor));
    }

    /** The same, and at least as long as the vendor asks for. */
    Duration after(int failures, Duration atLeast) {
        Duration wait = after(failures);
        return wait.compareTo(atLeast) < 0 ? atLeast : wait;
    }
}
