package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.time.Instant;

/** Publishes each change of a message's state at its time, from one queue with one entry a message. Thread-safe. */
public final class Transitions {
    private record Due(KeptMessage message, Step step) {}

    private final DueQueue<Due> queue = new DueQueue<>();
    private final Events events;

    Transitions(Events events) {
        this.events = events;
    }

    /** Waits for the next change of a message after a time; what was waited for before counts no more. */
    void follow(KeptMessage message, Instant after) {
        Step next = message.message().timeline().steps().stream()
                .filter(step -> step.at().isAfter(after))
                .findFirst()
                .orElse(null);
        message.next(next);
        if (next != null) {
            queue.add(next.at(), new Due(message, next));
        }
    }

    /** Publishes all changes up to a time, in the order of their times. */
    public synchronized void fire(Instant now) {
        for (Due due = queue.takeDue(now); due != null; due = queue.takeDue(now)) {
            publish(due.message(), due.step());
        }
    }

    /** Publishes a step, unless its message has got another future meanwhile or was removed. */
    private void publish(KeptMessage message, Step step) {
        if (events.publishIf(() -> step.equals(message.next()), message, step.at())) {
            follow(message, step.at());
        }
    }

    /** Waits until the earliest change is due. */
    public void awaitDue(SandboxClock clock) throws InterruptedException {
        queue.awaitDue(clock);
    }

    /** Makes {@link #awaitDue} look at the clock again. */
    public void wake() {
        queue.wake();
    }
}
