package io.heliograph.otp;

import io.heliograph.message.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How often a number gets a code: after a pause, and so many within any hour. Not thread-safe. */
final class RequestLimit {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Duration pause;
    private final int perHour;
    // The number that was asked for last stands last.
    private final Map<PhoneNumber, Deque<Instant>> map = new LinkedHashMap<>();

    RequestLimit(Duration pause, int perHour) {
        this.pause = pause;
        this.perHour = perHour;
    }

    /** Takes a request, or says how long the number has to wait. */
    Optional<Duration> take(PhoneNumber number, Instant now) {
        forgetBefore(now.minus(HOUR));
        Deque<Instant> deque = map.getOrDefault(number, new ArrayDeque<>());
        while (!deque.isEmpty() && !deque.getFirst().isAfter(now.minus(HOUR))) {
            deque.removeFirst();
        }
        Instant free = now;
        if (!deque.isEmpty()) {
            free = deque.getLast().plus(pause);
        }
        if (deque.size() >= perHour && deque.getFirst().plus(HOUR).isAfter(free)) {
            free = deque.getFirst().plus(HOUR);
        }
        if (free.isAfter(now)) {
            return Optional.of(Duration.between(now, free));
        }
        deque.addLast(now);
        map.remove(number);
        map.put(number, deque);
        return Optional.empty();
    }

    /** How many numbers are remembered. */
    int size() {
        return map.size();
    }

    private void forgetBefore(Instant time) {
        Iterator<Deque<Instant>> oldest = map.values().iterator();
        while (oldest.hasNext() && !oldest.next().getLast().isAfter(time)) {
            oldest.remove();
        }
    }
}
