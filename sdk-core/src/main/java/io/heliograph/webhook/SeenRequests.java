package io.heliograph.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was taken, for some time and no more than so many: the oldest is forgotten first. Thread-safe. */
final class SeenRequests {
    /** About 20 MB at most. */
    static final int MOST = 100_000;

    private final Duration window;
    private final int most;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    SeenRequests(Duration window, int most) {
        this.window = window;
        this.most = most;
    }

    /** Notes a request; false if it is noted already. */
    synchronized boolean add(String id, Instant now) {
        Instant oldest = now.minus(window);
        Iterator<Instant> times = seen.values().iterator();
        while (times.hasNext() && times.next().isBefore(oldest)) {
            times.remove();
        }
        if (seen.containsKey(id)) {
            return false;
        }
        if (seen.size() >= most) {
            times = seen.values().iterator();
            times.next();
            times.remove();
        }
        seen.put(id, now);
        return true;
    }

    synchronized void remove(String id) {
        seen.remove(id);
    }

    synchronized int size() {
        return seen.size();
    }
}
