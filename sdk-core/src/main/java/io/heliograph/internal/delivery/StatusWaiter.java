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

/** Waits on the caller's thread for a message's final status: looks for reports, and polls the provider with a backoff. */
public final class StatusWaiter {
    /** How often the timeline is read, which makes no request. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(30);

    private final MessageId id;
    private final MessageTracker tracker;
    private final ProviderQueries queries;
    private final Timing timing;
    private final Deadline deadline;
    private final Duration queryTimeout;
    private final Consumer<Timeline> changes;
    private Duration pollInterval = LOOK_INTERVAL;
    private boolean polls;
    private Timeline known;
    private @Nullable SmsException problem;

    /**
     * Makes a waiter for one message.
     *
     * @param queryTimeout how long one status query may take
     * @param changes gets each change
     */
    public StatusWaiter(
            MessageId id,
            MessageTracker tracker,
            ProviderQueries queries,
            Timing timing,
            Duration time,
            Duration queryTimeout,
            Consumer<Timeline> changes) {
        if (!id.isKnown()) {
            throw new InvalidRequestException("id", "isn't known: the provider's response couldn't be read");
        }
        this.id = id;
        this.tracker = tracker;
        this.queries = queries;
        this.timing = timing;
        this.queryTimeout = queryTimeout;
        this.changes = changes;
        deadline = Deadline.after(time, timing::nanoTime);
        polls = queries.supportsStatus(id.provider());
        known = Timeline.of(id);
    }

    public AwaitResult await() {
        Duration untilPoll = pollInterval;
        readTimeline();
        while (!known.isFinal()) {
            Duration left = Duration.ofNanos(deadline.nanosLeft());
            if (left.isZero() || left.isNegative()) {
                return new AwaitResult(known, AwaitResult.Reason.DEADLINE, problem);
            }
            Duration pause = shorter(left, polls ? shorter(LOOK_INTERVAL, untilPoll) : LOOK_INTERVAL);
            try {
                timing.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new AwaitResult(known, AwaitResult.Reason.INTERRUPTED, problem);
            }
            untilPoll = untilPoll.minus(pause);
            readTimeline();
            if (polls
                    && !known.isFinal()
                    && (untilPoll.isZero() || untilPoll.isNegative())
                    && deadline.nanosLeft() > 0) {
                untilPoll = poll();
                readTimeline();
            }
        }
        return new AwaitResult(known, AwaitResult.Reason.FINAL, problem);
    }

    /** What the tracker has by now; for the id of a part it is the whole message's timeline, which has the part's reports. */
    static Timeline latest(MessageTracker tracker, Timeline known) {
        Timeline found = tracker.find(known.id()).orElse(known);
        return found.id().equals(known.id()) ? found.merge(known) : found;
    }

    private void readTimeline() {
        Timeline now = latest(tracker, known);
        if (!now.sameStateAs(known)) {
            known = now;
            changes.accept(now);
        }
    }

    /** Polls once, and returns how long to wait before the next poll. */
    private Duration poll() {
        pollInterval = shorter(MAX_POLL_INTERVAL, pollInterval.multipliedBy(3).dividedBy(2));
        try {
            Duration time = shorter(queryTimeout, Duration.ofNanos(deadline.nanosLeft()));
            tracker.add(
                    queries.status(id, Deadline.after(time, timing::nanoTime)),
                    ReportSource.POLL,
                    timing.clock().instant());
            problem = null;
            return pollInterval;
        } catch (SmsException e) {
            problem = e;
            // A message that isn't found may appear later; failed authentication won't pass by repeating it.
            polls = e.retryable() || e instanceof MessageNotFoundException;
            Duration duration = e.failure().flatMap(Failure::retryAfter).orElse(Duration.ZERO);
            return duration.compareTo(pollInterval) > 0 ? duration : pollInterval;
        }
    }

    private static Duration shorter(Duration first, Duration second) {
        return first.compareTo(second) <= 0 ? first : second;
    }
}
