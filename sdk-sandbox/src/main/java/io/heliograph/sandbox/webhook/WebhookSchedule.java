package io.heliograph.sandbox.webhook;

import io.heliograph.sandbox.journal.DueQueue;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The queue of webhooks that are due later, by time. Thread-safe. */
public final class WebhookSchedule {
    private final DueQueue<Supplier<List<WebhookAttempt>>> queue = new DueQueue<>();

    /** Adds webhooks whose targets are determined when they are due; those for the same time stay in order. */
    public void add(Instant at, Supplier<List<OutgoingWebhook>> webhooks) {
        addAttempts(
                at,
                () -> webhooks.get().stream()
                        .map(webhook -> new WebhookAttempt(webhook, 1))
                        .toList());
    }

    void addAttempts(Instant at, Supplier<List<WebhookAttempt>> attempts) {
        queue.add(at, attempts);
    }

    /** Removes and returns the earliest that is due; null when there is none. */
    @Nullable
    Supplier<List<WebhookAttempt>> takeDue(Instant now) {
        return queue.takeDue(now);
    }

    /** Waits until the earliest is due. */
    void awaitDue(SandboxClock clock) throws InterruptedException {
        queue.awaitDue(clock);
    }

    /** Looks at the clock again. */
    public void wake() {
        queue.wake();
    }

    /** Removes everything. */
    public void clear() {
        queue.clear();
    }
}
