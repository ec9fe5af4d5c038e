package io.heliograph.sandbox.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publishes events, and keeps the newest for listeners that were away for a moment. Thread-safe. */
public final class Events {
    private static final int MAX_KEPT = 1_000;

    private final Clock clock;
    // All guarded by this.
    private final Deque<Event> kept = new ArrayDeque<>();
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private long last;

    Events(Clock clock) {
        this.clock = clock;
    }

    /** Publishes an event of now: the time is read when its turn comes, so that no later event has an earlier one. */
    public synchronized void publish(Event.Kind kind, Object subject) {
        publish(kind, subject, clock.instant());
    }

    /** Publishes a message's state of now, unless it has been removed. */
    void publish(KeptMessage message) {
        boolean unused = publishIf(() -> true, message, null);
    }

    /**
     * Publishes a message's state, unless it has been removed.
     *
     * @param holds asked when its turn has come
     * @param at null for now
     * @return whether it was published
     */
    synchronized boolean publishIf(BooleanSupplier holds, KeptMessage message, @Nullable Instant at) {
        boolean isWanted = !message.isRemoved() && holds.getAsBoolean();
        if (isWanted) {
            publish(Event.Kind.MESSAGE, message, at == null ? clock.instant() : at);
        }
        return isWanted;
    }

    /** Publishes an event to every listener, in the same order to all. */
    public synchronized void publish(Event.Kind kind, Object subject, Instant at) {
        last++;
        Event event = new Event(last, kind, subject, at);
        if (kept.size() == MAX_KEPT) {
            kept.removeFirst();
        }
        kept.addLast(event);
        listeners.forEach(listener -> listener.accept(event));
    }

    /**
     * Adds a listener, which must return at once and publish nothing.
     *
     * @return ends it
     */
    public synchronized Runnable listen(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> remove(listener);
    }

    /**
     * Adds a listener that has seen the events up to a number, and gives it those that it has missed; where they aren't kept
     * any more, a {@link Event.Kind#RESET} stands for them.
     *
     * @return ends it
     */
    public synchronized Runnable listenAfter(long seen, Consumer<Event> listener, Instant now) {
        if (seen > last || (seen < last && kept.getFirst().number() > seen + 1)) {
            listener.accept(new Event(last, Event.Kind.RESET, "", now));
        } else {
            kept.stream().filter(event -> event.number() > seen).forEach(listener);
        }
        return listen(listener);
    }

    private synchronized void remove(Consumer<Event> listener) {
        listeners.remove(listener);
    }
}
