package io.heliograph.sandbox.webhook;

import io.heliograph.sandbox.spi.OutgoingWebhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The queue of webhooks that are due later, by time. Thread-safe. */
public final class WebhookSchedule {
    private record Entry(Instant at, long order, Supplier<List<WebhookAttempt>> attempts) {}

    // Both guarded by this.
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private long added;

    /** Adds webhooks whose targets are determined when they are due; those for the same time stay in order. */
    public void add(Instant at, Supplier<List<OutgoingWebhook>> webhooks) {
        addAttempts(
                at,
                () -> webhooks.get().stream()
                        .map(webhook -> new WebhookAttempt(webhook, 1))
                        .toList());
    }

    synchronized void addAttempts(Instant at, Supplier<List<WebhookAttempt>> attempts) {
        entries.add(new Entry(at, added, attempts));
        added++;
        notifyAll();
    }

    /** Removes and returns the earliest that is due; null when there is none. */
    synchronized @Nullable Supplier<List<WebhookAttempt>> takeDue(Instant now) {
        Entry first = entries.peek();
        if (first == null || first.at().isAfter(now)) {
            return null;
        }
        entries.remove();
        return first.attempts();
    }

    /** Waits until the earliest is due. */
    synchronized void awaitDue(Clock clock) throws InterruptedException {
        while (true) {
            Entry first = entries.peek();
            Duration wait = first == null ? Duration.ofHours(1) : Duration.between(clock.instant(), first.at());
            if (wait.isNegative() || wait.isZero()) {
                return;
            }
            // A wait of 0 would be endless.
            wait(Math.min(wait.toMillis(), 3_600_000) + 1);
        }
    }
}
