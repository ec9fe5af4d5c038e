package io.heliograph.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers which requests came, for some time and no more than so many: the oldest is forgotten first. Thread-safe. */
final class ReplayCache {
    /** About 20 MB at most. */
    static final int MAX = 100_000;

    /** What was known of a request when it came. */
    enum Before {
        /** It is the first of its kind, or the others were forgotten. */
        NEW,
        /** Another one like it came, and whether that could be handled isn't known yet. */
        IN_PROGRESS,
        /** Another one like it was handled. */
        HANDLED
    }

    private record Seen(Instant at, boolean taken) {}

    private final Duration window;
    private final int most;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    ReplayCache(Duration window, int most) {
        this.window = window;
        this.most = most;
    }

    /** Notes a request that is new: it is under way then. */
    synchronized Before add(String id, Instant now) {
        Instant oldest = now.minus(window);
        Iterator<Seen> times = seen.values().iterator();
        while (times.hasNext() && times.next().at().isBefore(oldest)) {
            times.remove();
        }
        Seen there = seen.get(id);
        if (there != null) {
            return there.taken() ? Before.HANDLED : Before.IN_PROGRESS;
        }
        if (seen.size() >= most) {
            times = seen.values().iterator();
            times.next();
            times.remove();
        }
        seen.put(id, new Seen(now, false));
        return Before.NEW;
    }

    /** Notes that a request was handled. */
    synchronized void taken(String id) {
        seen.computeIfPresent(id, (key, seen) -> new Seen(seen.at(), true));
    }

    synchronized void remove(String id) {
        seen.remove(id);
    }

    synchronized int size() {
        return seen.size();
    }
}
