package io.heliograph.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers which requests came, for some time and no more than so many: the oldest is forgotten first. Thread-safe. */
final class SeenRequests {
    /** About 20 MB at most. */
    static final int MOST = 100_000;

    /** What was known of a request when it came. */
    enum Before {
        /** It is the first of its kind, or the others were forgotten. */
        NEW,
        /** Another one like it came, and whether that could be handled isn't known yet. */
        UNDER_WAY,
        /** Another one like it was handled. */
        TAKEN
    }

    private record Seen(Instant at, boolean taken) {}

    private final Duration window;
    private final int most;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    SeenRequests(Duration window, int most) {
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
            return there.taken() ? Before.TAKEN : Before.UNDER_WAY;
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
        seen.computeIfPresent(id, (key, its) -> new Seen(its.at(), true));
    }

    synchronized void remove(String id) {
        seen.remove(id);
    }

    synchronized int size() {
        return seen.size();
    }
}
