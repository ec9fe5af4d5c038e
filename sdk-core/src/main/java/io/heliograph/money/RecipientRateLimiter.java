package io.heliograph.money;

import io.heliograph.message.PhoneNumber;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts each recipient's messages within the last 60 minutes, however the number is spelled. It remembers hashes of the last
 * 250,000 numbers, which take some 50 MB. Not thread-safe.
 */
final class RecipientRateLimiter {
    private static final int MAX_NUMBERS = 250_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    /** The times of each number's messages; the number with the latest message is last. */
    private final Map<Long, Deque<Long>> times = new LinkedHashMap<>();

    private final int maxNumbers;
    private final long salt;

    RecipientRateLimiter(long salt) {
        this(salt, MAX_NUMBERS);
    }

    RecipientRateLimiter(long salt, int maxNumbers) {
        this.salt = salt;
        this.maxNumbers = maxNumbers;
    }

    int count(PhoneNumber number, long now) {
        Deque<Long> sent = times.get(hash(number));
        if (sent == null) {
            return 0;
        }
        while (!sent.isEmpty() && now - sent.getFirst() >= HOUR) {
            sent.removeFirst();
        }
        return sent.size();
    }

    void add(PhoneNumber number, long now) {
        Long hash = hash(number);
        Deque<Long> sent = times.remove(hash);
        if (sent == null) {
            sent = new ArrayDeque<>(1);
        }
        sent.addLast(now);
        times.put(hash, sent);
        forget(now);
    }

    /** Removes a message that was added at a time. */
    void remove(PhoneNumber number, long then) {
        Deque<Long> sent = times.get(hash(number));
        if (sent != null) {
            sent.removeLastOccurrence(then);
        }
    }

    /** Removes numbers whose hour is over, and the oldest where there are too many. */
    private void forget(long now) {
        Iterator<Deque<Long>> eldest = times.values().iterator();
        while (eldest.hasNext()) {
            Deque<Long> sent = eldest.next();
            boolean over = sent.isEmpty() || now - sent.getLast() >= HOUR;
            if (!over && times.size() <= maxNumbers) {
                return;
            }
            eldest.remove();
        }
    }

    /** A bijection, so that no two numbers share a count, salted for each process. */
    private long hash(PhoneNumber number) {
        long mixed = Long.parseLong(number.canonical().digits()) ^ salt;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
