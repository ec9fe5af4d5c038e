package io.heliograph;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.tracking.Awaited;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.Source;
import io.heliograph.tracking.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for one message on the caller's thread: looks for reports, and asks the provider now and then. */
final class Waiting {
    /** How often the timeline is looked at: it costs nothing. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final MessageId id;
    private final MessageTracker tracker;
    private final Questions questions;
    private final World world;
    private final Deadline deadline;
    private final Duration longestQuestion;
    private final Consumer<Timeline> changes;
    private Duration wait = LOOK;
    private boolean asks;
    private Timeline known;
    private @Nullable SmsException problem;

    /**
     * Waiting for a message.
     *
     * @param longestQuestion how long one question may take
     * @param changes hears of each change that is seen
     */
    Waiting(
            MessageId id,
            MessageTracker tracker,
            Questions questions,
            World world,
            Duration time,
            Duration longestQuestion,
            Consumer<Timeline> changes) {
        if (!id.isKnown()) {
            throw new InvalidRequestException("id", "is not known: the provider's answer couldn't be read");
        }
        this.id = id;
        this.tracker = tracker;
        this.questions = questions;
        this.world = world;
        this.longestQuestion = longestQuestion;
        this.changes = changes;
        deadline = Deadline.after(time, world::nanoTime);
        asks = questions.canAskStatus(id.provider());
        known = Timeline.of(id);
    }

    Awaited await() {
        Duration untilQuestion = wait;
        look();
        while (!known.isFinal()) {
            Duration left = Duration.ofNanos(deadline.nanosLeft());
            if (left.isZero() || left.isNegative()) {
                return new Awaited(known, Awaited.End.DEADLINE, problem);
            }
            Duration pause = shorter(left, asks ? shorter(LOOK, untilQuestion) : LOOK);
            try {
                world.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Awaited(known, Awaited.End.INTERRUPTED, problem);
            }
            untilQuestion = untilQuestion.minus(pause);
            look();
            if (asks
                    && !known.isFinal()
                    && (untilQuestion.isZero() || untilQuestion.isNegative())
                    && deadline.nanosLeft() > 0) {
                untilQuestion = ask();
                look();
            }
        }
        return new Awaited(known, Awaited.End.FINAL, problem);
    }

    private void look() {
        Timeline now = tracker.find(id).orElse(known).merge(known);
        if (!now.looksLike(known)) {
            known = now;
            changes.accept(now);
        }
    }

    /** Asks once, and says how long to wait before the next question. */
    private Duration ask() {
        wait = shorter(LONGEST, wait.multipliedBy(3).dividedBy(2));
        try {
            Duration time = shorter(longestQuestion, Duration.ofNanos(deadline.nanosLeft()));
            tracker.add(
                    questions.status(id, Deadline.after(time, world::nanoTime)),
                    Source.POLL,
                    world.clock().instant());
            problem = null;
            return wait;
        } catch (SmsException e) {
            problem = e;
            // One that isn't found may come yet; whoever isn't let in, won't be by asking again.
            asks = e.retryable() || e instanceof MessageNotFoundException;
            Duration asked = e.refusal().flatMap(Refusal::retryAfter).orElse(Duration.ZERO);
            return asked.compareTo(wait) > 0 ? asked : wait;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
