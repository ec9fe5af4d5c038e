package io.heliograph.sandbox.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The newest entries of one kind, by number; the oldest go when there are too many. Thread-safe. */
public final class Log<T extends Entry> {
    private final int max;
    private final AtomicLong last = new AtomicLong();
    private final ConcurrentSkipListMap<Long, T> entries = new ConcurrentSkipListMap<>();
    // Guarded by this: the map counts in linear time.
    private int size;

    Log(int max) {
        this.max = max;
    }

    /** The number of the next entry; each is given out once. */
    public long nextId() {
        return last.incrementAndGet();
    }

    /** Keeps an entry under its number. */
    public synchronized void add(T entry) {
        if (entries.put(entry.id(), entry) == null) {
            size++;
        }
        while (size > max) {
            entries.pollFirstEntry();
            size--;
        }
    }

    /** The entry with a number. */
    public Optional<T> get(long id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** All entries, oldest first. */
    public List<T> all() {
        return List.copyOf(entries.values());
    }

    private synchronized int size() {
        return size;
    }

    /** A page of those that fit, newest first; its total is that of the log. */
    public Page<T> newestFirst(Predicate<T> fits, long before, int limit) {
        List<T> items = new ArrayList<>();
        for (T entry : entries.headMap(before).descendingMap().values()) {
            if (fits.test(entry)) {
                if (items.size() == limit) {
                    return new Page<>(items, size(), items.get(limit - 1).id());
                }
                items.add(entry);
            }
        }
        return new Page<>(items, size(), 0);
    }

    /** Removes those that fit. */
    public synchronized void removeIf(Predicate<T> fits) {
        entries.values().removeIf(fits);
        size = entries.size();
    }
}
