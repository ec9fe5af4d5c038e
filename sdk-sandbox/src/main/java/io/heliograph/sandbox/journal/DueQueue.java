package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.model.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A queue of what is due later, by time; for the same time in the order of the calls. Thread-safe. */
public final class DueQueue<T> {
    private static final long MAX_WAIT_MILLIS = 3_600_000;

    private record Entry<T>(Instant at, long order, T item) {}

    // Both guarded by this.
    private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>(
            Comparator.<Entry<T>, Instant>comparing(Entry::at).thenComparingLong(Entry::order));
    private long added;

    /** Adds an item. */
    public synchronized void add(Instant at, T item) {
        entries.add(new Entry<>(at, added, item));
        added++;
        notifyAll();
    }

    /** Removes and returns the earliest that is due; null when there is none. */
    public synchronized @Nullable T takeDue(Instant now) {
        Entry<T> first = entries.peek();
        if (first == null || first.at().isAfter(now)) {
            return null;
        }
        entries.remove();
        return first.item();
    }

    /** Waits until the earliest is due; while the clock stands still, until it is moved and {@link #wake()} is called. */
    public synchronized void awaitDue(SandboxClock clock) throws InterruptedException {
        while (true) {
            Entry<T> first = entries.peek();
            Duration left = first == null ? null : Duration.between(clock.instant(), first.at());
            if (left != null && (left.isNegative() || left.isZero())) {
                return;
            }
            if (left == null || clock.isFixed()) {
                wait(MAX_WAIT_MILLIS);
            } else {
                // A wait of 0 would be endless.
                wait(Math.min(left.toMillis(), MAX_WAIT_MILLIS) + 1);
            }
        }
    }

    /** Makes {@link #awaitDue} look at the clock again. */
    public synchronized void wake() {
        notifyAll();
    }

    /** Removes everything. */
    public synchronized void clear() {
        entries.clear();
    }
}
