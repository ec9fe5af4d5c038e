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
 * Makes receipts, answers and reports into timelines, and tells who listens of what changed.
 *
 * <p>Thread-safe, without a thread or a lock of its own but for its store's.
 */
public final class MessageTracker {
    private static final Logger LOG = LoggerFactory.getLogger(MessageTracker.class);

    private final TimelineStore store;
    private final Consumer<StatusReport> before;
    private final EventPublisher<TimelineListener> listeners = new EventPublisher<>(LOG);

    /** A tracker of its own, that corrects no outcome. */
    public MessageTracker(TimelineStore store) {
        this(store, report -> {});
    }

    /**
     * A tracker.
     *
     * @param before hears of each report before anything else
     */
    public MessageTracker(TimelineStore store, Consumer<StatusReport> before) {
        this.store = Objects.requireNonNull(store, "store");
        this.before = Objects.requireNonNull(before, "before");
    }

    /**
     * Takes a report. One that names no message is only good to settle the send that its key names.
     *
     * @return what is known of the message now
     */
    public Timeline add(StatusReport report) {
        before.accept(report);
        if (!report.id().isKnown()) {
            return Timeline.of(report.id()).with(report);
        }
        TimelineStore.Update update = store.add(report);
        Optional<PartOf> whole = update.after().partOf();
        return whole.isPresent() ? addToWhole(update, report, whole.get()) : told(update);
    }

    /** What is said of a part counts for its message; what came before anybody knew that it is one, too. */
    private Timeline addToWhole(TimelineStore.Update part, StatusReport report, PartOf whole) {
        boolean isNews = part.before().partOf().isEmpty();
        Timeline known = Timeline.of(whole.message());
        for (StatusReport each : isNews ? part.after().reports() : List.of(report)) {
            known = told(store.add(each.of(whole)));
        }
        return known;
    }

    private Timeline told(TimelineStore.Update update) {
        if (!update.after().looksLike(update.before())) {
            listeners.publish(listener -> listener.changed(update.before(), update.after()));
        }
        return update.after();
    }

    /**
     * Takes what a message says of itself and of its recipients.
     *
     * @return what is known of the message now
     */
    public Timeline add(Message message, ReportSource source, Instant receivedAt) {
        Timeline known = Timeline.of(message.id());
        for (StatusReport report : StatusReport.of(message, source, receivedAt)) {
            known = add(report);
        }
        return known;
    }

    /**
     * The same for an answer that is somebody's already, whatever becomes of the note: what goes wrong is logged.
     *
     * @param parts how many there should be, where the vendor doesn't say; 0 where nobody counted
     */
    public void record(Message message, int parts, ReportSource source, Instant receivedAt) {
        try {
            StatusReport.of(message, parts, source, receivedAt).forEach(this::add);
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            LOG.warn("a {} couldn't be noted: {}", source, e.getClass().getName());
        }
    }

    /** What is known of a message, by its id or that of one of its parts; empty if nothing was heard of it, or too long ago. */
    public Optional<Timeline> find(MessageId id) {
        Optional<Timeline> there = store.find(id);
        return there.flatMap(Timeline::partOf)
                .flatMap(part -> store.find(part.message()))
                .or(() -> there);
    }

    /** Tells somebody of changes from now on. */
    public void listen(TimelineListener listener) {
        listeners.add(listener);
    }

    /** Tells them no more. */
    public void forget(TimelineListener listener) {
        listeners.remove(listener);
    }
}
