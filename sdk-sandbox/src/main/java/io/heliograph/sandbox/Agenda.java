package io.heliograph.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the vendors will have to tell, in the order of its time. To whom it is told is looked up when the time has come.
 * Safe for use by many threads.
 */
final class Agenda {
    private record Entry(Instant at, long order, Supplier<List<Notice>> notices) {}

    // Both guarded by this.
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private long added;

    /** Puts something down; of two for one time the first stays first. */
    synchronized void add(Instant at, Supplier<List<Notice>> notices) {
        entries.add(new Entry(at, added, notices));
        added++;
        notifyAll();
    }

    /** Takes the earliest whose time has come; null when there is none. */
    synchronized @Nullable Supplier<List<Notice>> takeDue(Instant now) {
        Entry first = entries.peek();
        if (first == null || first.at().isAfter(now)) {
            return null;
        }
        entries.remove();
        return first.notices();
    }

    /** Waits until the time of the earliest has come. */
    synchronized void awaitDue(Clock clock) throws InterruptedException {
        while (true) {
            Entry first = entries.peek();
            Duration wait = first == null ? Duration.ofHours(1) : Duration.between(clock.instant(), first.at());
            if (wait.isNegative() || wait.isZero()) {
                return;
            }
            // A wait of 0 would be one without end.
            wait(Math.min(wait.toMillis(), 3_600_000) + 1);
        }
    }
}
