package io.heliograph.internal.guard;

import io.heliograph.message.PhoneNumber;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many messages each person got, however the number was spelled, within the last 60 minutes. It remembers the last 250,000 numbers, which is some 50 MB,
 * and hashes of them only. Not thread-safe.
 */
final class RecipientRateLimiter {
    private static final int MAX_NUMBERS = 250_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    /** The times of each number's messages; the number that got one last comes last. */
    private final Map<Long, Deque<Long>> times = new LinkedHashMap<>();

    private final int mostNumbers;
    private final long salt;

    RecipientRateLimiter(long salt) {
        this(salt, MAX_NUMBERS);
    }

    RecipientRateLimiter(long salt, int mostNumbers) {
        this.salt = salt;
        this.mostNumbers = mostNumbers;
    }

    int count(PhoneNumber number, long now) {
        Deque<Long> deque = times.get(hash(number));
        if (deque == null) {
            return 0;
        }
        while (!deque.isEmpty() && now - deque.getFirst() >= HOUR) {
            deque.removeFirst();
        }
        return deque.size();
    }

    void add(PhoneNumber number, long now) {
        Long hash = hash(number);
        Deque<Long> deque = times.remove(hash);
        if (deque == null) {
            deque = new ArrayDeque<>(1);
        }
        deque.addLast(now);
        times.put(hash, deque);
        forget(now);
    }

    /** Takes back one that was added at a time. */
    void remove(PhoneNumber number, long then) {
        Deque<Long> deque = times.get(hash(number));
        if (deque != null) {
            deque.removeLastOccurrence(then);
        }
    }

    /** Leaves out those whose hour is over, and the oldest where there are too many. */
    private void forget(long now) {
        Iterator<Deque<Long>> eldest = times.values().iterator();
        while (eldest.hasNext()) {
            Deque<Long> deque = eldest.next();
            boolean over = deque.isEmpty() || now - deque.getLast() >= HOUR;
            if (!over && times.size() <= mostNumbers) {
                return;
            }
            eldest.remove();
        }
    }

    /** One to one, so that no two people share a count, and different in each process. */
    private long hash(PhoneNumber number) {
        long mixed = Long.parseLong(number.canonical().digits()) ^ salt;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
