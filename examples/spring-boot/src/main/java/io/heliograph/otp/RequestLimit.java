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

/** A rate limit per number: a pause between codes, and a maximum within any hour. Not thread-safe. */
final class RequestLimit {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Duration pause;
    private final int perHour;
    // In the order of the last request.
    private final Map<PhoneNumber, Deque<Instant>> requests = new LinkedHashMap<>();

    RequestLimit(Duration pause, int perHour) {
        this.pause = pause;
        this.perHour = perHour;
    }

    /** Admits a request, or returns how long the number has to wait. */
    Optional<Duration> acquire(PhoneNumber number, Instant now) {
        forgetBefore(now.minus(HOUR));
        Deque<Instant> times = requests.getOrDefault(number, new ArrayDeque<>());
        while (!times.isEmpty() && !times.getFirst().isAfter(now.minus(HOUR))) {
            times.removeFirst();
        }
        Instant allowedAt = now;
        if (!times.isEmpty()) {
            allowedAt = times.getLast().plus(pause);
        }
        if (times.size() >= perHour && times.getFirst().plus(HOUR).isAfter(allowedAt)) {
            allowedAt = times.getFirst().plus(HOUR);
        }
        if (allowedAt.isAfter(now)) {
            return Optional.of(Duration.between(now, allowedAt));
        }
        times.addLast(now);
        requests.remove(number);
        requests.put(number, times);
        return Optional.empty();
    }

    /** How many numbers have requests in the last hour. */
    int size() {
        return requests.size();
    }

    private void forgetBefore(Instant time) {
        Iterator<Deque<Instant>> oldest = requests.values().iterator();
        while (oldest.hasNext() && !oldest.next().getLast().isAfter(time)) {
            oldest.remove();
        }
    }
}
