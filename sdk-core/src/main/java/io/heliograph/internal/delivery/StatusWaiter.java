package io.heliograph.internal.delivery;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.internal.base.Timing;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.tracking.AwaitResult;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for one message on the caller's thread: looks for reports, and asks the provider now and then. */
public final class StatusWaiter {
    /** How often the timeline is looked at: it costs nothing. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration MAX = Duration.ofSeconds(30);

    private final MessageId id;
    private final MessageTracker tracker;
    private final ProviderQueries questions;
    private final Timing timing;
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
    public StatusWaiter(
            MessageId id,
            MessageTracker tracker,
            ProviderQueries questions,
            Timing timing,
            Duration time,
            Duration longestQuestion,
            Consumer<Timeline> changes) {
        if (!id.isKnown()) {
            throw new InvalidRequestException("id", "is not known: the provider's answer couldn't be read");
        }
        this.id = id;
        this.tracker = tracker;
        this.questions = questions;
        this.timing = timing;
        this.longestQuestion = longestQuestion;
        this.changes = changes;
        deadline = Deadline.after(time, timing::nanoTime);
        asks = questions.canAskStatus(id.provider());
        known = Timeline.of(id);
    }

    public AwaitResult await() {
        Duration untilQuestion = wait;
        look();
        while (!known.isFinal()) {
            Duration left = Duration.ofNanos(deadline.nanosLeft());
            if (left.isZero() || left.isNegative()) {
                return new AwaitResult(known, AwaitResult.Reason.DEADLINE, problem);
            }
            Duration pause = shorter(left, asks ? shorter(LOOK, untilQuestion) : LOOK);
            try {
                timing.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new AwaitResult(known, AwaitResult.Reason.INTERRUPTED, problem);
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
        return new AwaitResult(known, AwaitResult.Reason.FINAL, problem);
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
        wait = shorter(MAX, wait.multipliedBy(3).dividedBy(2));
        try {
            Duration time = shorter(longestQuestion, Duration.ofNanos(deadline.nanosLeft()));
            tracker.add(
                    questions.status(id, Deadline.after(time, timing::nanoTime)),
                    ReportSource.POLL,
                    timing.clock().instant());
            problem = null;
            return wait;
        } catch (SmsException e) {
            problem = e;
            // One that isn't found may come yet; whoever isn't let in, won't be by asking again.
            asks = e.retryable() || e instanceof MessageNotFoundException;
            Duration duration = e.refusal().flatMap(Failure::retryAfter).orElse(Duration.ZERO);
            return duration.compareTo(wait) > 0 ? duration : wait;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
