package io.heliograph.tracking;

import io.heliograph.internal.base.EventPublisher;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges send results, status queries and webhook reports into timelines, and publishes their changes to listeners.
 *
 * <p>Thread-safe; it has no thread and no lock beside its store's.
 */
public final class MessageTracker {
    private static final Logger LOG = LoggerFactory.getLogger(MessageTracker.class);

    private final TimelineStore store;
    private final Consumer<StatusReport> before;
    private final Consumer<Timeline> after;
    private final EventPublisher<TimelineListener> listeners = new EventPublisher<>(LOG);

    /** A tracker that reconciles no sends. */
    public MessageTracker(TimelineStore store) {
        this(store, report -> {});
    }

    /**
     * A tracker with a handler that runs first, for reconciling unknown sends.
     *
     * @param before gets each report before the store does
     */
    public MessageTracker(TimelineStore store, Consumer<StatusReport> before) {
        this(store, before, timeline -> {});
    }

    /**
     * A tracker with a handler that runs first, and one that runs after each report.
     *
     * @param before gets each report before the store does
     * @param after gets the timeline with each report, whether that changed it or not, and mustn't throw
     */
    public MessageTracker(TimelineStore store, Consumer<StatusReport> before, Consumer<Timeline> after) {
        this.store = Objects.requireNonNull(store, "store");
        this.before = Objects.requireNonNull(before, "before");
        this.after = Objects.requireNonNull(after, "after");
    }

    /**
     * Adds a report. One without a message id only reconciles the send that its idempotency key names.
     *
     * @return the message's timeline with the report
     */
    public Timeline add(StatusReport report) {
        before.accept(report);
        if (!report.id().isKnown()) {
            return Timeline.of(report.id()).with(report);
        }
        TimelineStore.Update update = store.add(report);
        Optional<PartOf> whole = update.after().partOf();
        return whole.isPresent() ? addToWhole(update, report, whole.get()) : publish(update);
    }

    /** Adds a part's report to the message's timeline too, with earlier ones from before the id was known as a part's. */
    private Timeline addToWhole(TimelineStore.Update part, StatusReport report, PartOf whole) {
        boolean isFirst = part.before().partOf().isEmpty();
        Timeline timeline = Timeline.of(whole.message());
        for (StatusReport each : isFirst ? part.after().reports() : List.of(report)) {
            timeline = publish(store.add(each.of(whole)));
        }
        return timeline;
    }

    private Timeline publish(TimelineStore.Update update) {
        after.accept(update.after());
        if (listeners.isEmpty()) {
            return update.after();
        }
        if (!update.after().sameStateAs(update.before())) {
            listeners.publish(listener -> listener.changed(update.before(), update.after()));
        }
        if (!update.after().charge().equals(update.before().charge())) {
            listeners.publish(listener -> listener.chargeChanged(update.before(), update.after()));
        }
        return update.after();
    }

    /**
     * Adds the statuses of a message and of its recipients.
     *
     * @return the message's timeline with the report
     */
    public Timeline add(Message message, ReportSource source, Instant receivedAt) {
        Timeline timeline = Timeline.of(message.id());
        for (StatusReport report : StatusReport.of(message, source, receivedAt)) {
            timeline = add(report);
        }
        return timeline;
    }

    /**
     * Adds the statuses of a message whose send or query is done: it doesn't throw, and logs failures.
     *
     * @param parts the expected number of parts, where the vendor doesn't give one; 0 where it wasn't counted
     */
    public void record(Message message, int parts, ReportSource source, Instant receivedAt) {
        try {
            for (StatusReport report : StatusReport.of(message, parts, source, receivedAt)) {
                add(report);
            }
        } catch (RuntimeException e) {
            LOG.warn("a {} couldn't be recorded: {}", source, e.getClass().getName());
        }
    }

    /** A message's timeline, by its id or that of one of its parts; empty if there was no report, or it was evicted. */
    public Optional<Timeline> find(MessageId id) {
        Optional<Timeline> timeline = store.find(id);
        return timeline.flatMap(Timeline::partOf)
                .flatMap(part -> store.find(part.message()))
                .or(() -> timeline);
    }

    /** Adds a listener. */
    public void listen(TimelineListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void forget(TimelineListener listener) {
        listeners.remove(listener);
    }
}
