package io.heliograph.tracking;

import static io.heliograph.internal.base.AgeTable.NONE;

import io.heliograph.internal.base.AgeTable;
import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.internal.base.Words;
import io.heliograph.internal.outcome.PackedValues;
import io.heliograph.message.MessageId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a memory store that share one lock, in the order of their last reports. Thread-safe; times are
 * {@linkplain io.heliograph.internal.base.EpochNanos nanoseconds since 1970}.
 *
 * <p>What is kept of a message is the bytes of its id and its reports, or a {@link Timeline} where there were too many reports to keep
 * them all. What is found is a copy, so it is read without the lock.
 */
final class TimelineShard {
    private final ReentrantLock lock = new ReentrantLock();
    private final AgeTable<Timeline> all = new AgeTable<>();
    private final int max;
    private final Words words;
    private final PackedWriter writer;

    /**
     * Makes a shard.
     *
     * @param max how many messages it holds
     * @param words what reports have in common, for all shards
     */
    TimelineShard(int max, Words words) {
        this.max = max;
        this.words = words;
        writer = new PackedWriter(words);
    }

    /** The timeline of a message from what is kept of it. */
    Timeline timeline(MessageId id, Object content) {
        if (content instanceof Timeline timeline) {
            return timeline;
        }
        PackedReader reader = new PackedReader(words, (byte[]) content);
        PackedValues.readId(reader);
        int count = reader.count();
        List<StatusReport> reports = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            reports.add(PackedReports.read(reader, id));
        }
        return Timeline.of(id, reports);
    }

    /** What is kept of a message; null if it was evicted, or has no report. */
    @Nullable
    Object find(MessageId id, long tooOld) {
        lock.lock();
        try {
            evictOld(tooOld);
            int entry = entry(id);
            return entry == NONE ? null : content(entry);
        } finally {
            lock.unlock();
        }
    }

    /** What is kept of a report's message; null if this is its first report, which is kept now. */
    @Nullable
    Object findOrAdd(StatusReport report, long now, long tooOld) {
        lock.lock();
        try {
            evictOld(tooOld);
            int entry = entry(report.id());
            if (entry != NONE) {
                return content(entry);
            }
            write(report.id(), List.of(report));
            all.add(report.id().hashCode(), now, writer);
            evictOldest();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Replaces what is kept of a message if it is still the same; false if it isn't. */
    boolean replace(MessageId id, Object previous, Timeline next, long now) {
        lock.lock();
        try {
            int entry = entry(id);
            if (entry == NONE || !isSame(previous, content(entry))) {
                return false;
            }
            boolean isPacked = next.hasAllReports();
            if (isPacked) {
                write(id, next.reports());
            }
            if (isPacked) { // as a new one, so that it becomes the last in the order
                all.add(id.hashCode(), now, writer);
            } else {
                all.add(id.hashCode(), now, next);
            }
            all.remove(entry); // last: adding may run out of memory
            evictOldest();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Equal bytes are the same reports. */
    private static boolean isSame(Object previous, Object content) {
        if (previous instanceof byte[] before && content instanceof byte[] bytes) {
            return Arrays.equals(before, bytes);
        }
        return previous == content;
    }

    private int entry(MessageId id) {
        int entry = all.withHash(id.hashCode());
        while (entry != NONE && !idOf(content(entry)).equals(id)) {
            entry = all.withSameHash(entry);
        }
        return entry;
    }

    private Object content(int entry) {
        Timeline timeline = all.object(entry);
        return timeline != null ? timeline : all.bytes(entry);
    }

    private MessageId idOf(Object content) {
        return content instanceof Timeline timeline
                ? timeline.id()
                : PackedValues.readId(new PackedReader(words, (byte[]) content));
    }

    private void write(MessageId id, List<StatusReport> reports) {
        writer.clear();
        PackedValues.write(writer, id);
        writer.number(reports.size());
        for (StatusReport report : reports) {
            PackedReports.write(writer, report);
        }
    }

    private void evictOld(long tooOld) {
        int oldest = all.oldest();
        while (oldest != NONE && all.time(oldest) <= tooOld) {
            all.remove(oldest);
            oldest = all.oldest();
        }
    }

    private void evictOldest() {
        while (all.size() > max) {
            all.remove(all.oldest());
        }
    }
}
