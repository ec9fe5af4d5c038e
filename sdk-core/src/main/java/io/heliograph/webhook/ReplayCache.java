package io.heliograph.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cache of recent request ids against replays, bounded by time and size; the oldest is evicted first. Thread-safe. */
final class ReplayCache {
    /** About 20 MB at most. */
    static final int MAX = 100_000;

    /** The state of a request id when a request arrives. */
    enum Before {
        /** It is new, or earlier ones were evicted. */
        NEW,
        /** An equal request is being handled. */
        IN_PROGRESS,
        /** An equal request was handled. */
        HANDLED
    }

    /**
     * A request id.
     *
     * @param until from when on it's forgotten, once it was handled
     */
    private record Seen(Instant at, boolean taken, Instant until) {
        boolean isForgotten(Instant now) {
            return taken && !now.isBefore(until);
        }
    }

    private final Duration window;
    private final int most;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    ReplayCache(Duration window, int most) {
        this.window = window;
        this.most = most;
    }

    /** Records a new request, which is in progress then. */
    synchronized Before add(String id, Instant now) {
        Instant oldest = now.minus(window);
        Iterator<Seen> times = seen.values().iterator();
        while (times.hasNext() && times.next().at().isBefore(oldest)) {
            times.remove();
        }
        Seen there = seen.get(id);
        if (there != null && !there.isForgotten(now)) {
            return there.taken() ? Before.HANDLED : Before.IN_PROGRESS;
        }
        seen.remove(id); // so that it goes to the end
        if (seen.size() >= most) {
            times = seen.values().iterator();
            times.next();
            times.remove();
        }
        seen.put(id, new Seen(now, false, Instant.MAX));
        return Before.NEW;
    }

    /** Sets from when on a request is forgotten, once it was handled. */
    synchronized void forgetAt(String id, Instant time) {
        seen.computeIfPresent(id, (key, there) -> new Seen(there.at(), there.taken(), time));
    }

    /** Records that a request was handled. */
    synchronized void taken(String id) {
        seen.computeIfPresent(id, (key, there) -> new Seen(there.at(), true, there.until()));
    }

    synchronized void remove(String id) {
        seen.remove(id);
    }

    synchronized int size() {
        return seen.size();
    }
}
