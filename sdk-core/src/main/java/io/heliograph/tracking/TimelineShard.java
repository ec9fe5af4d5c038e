package io.heliograph.tracking;

import io.heliograph.internal.base.AgeTable;
import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.internal.base.Words;
import io.heliograph.internal.outcome.PackedValues;
import io.heliograph.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a memory store that share one lock, in the order of their last reports. Thread-safe; times are
 * {@linkplain io.heliograph.internal.base.EpochNanos nanoseconds since 1970}.
 *
 * <p>What is kept of a message is the bytes of its id and its reports, or a {@link Timeline} where there were too many reports to keep
 * them all. It is replaced and never changed, so it is read without the lock.
 */
final class TimelineShard {
    private final ReentrantLock lock = new ReentrantLock();
    private final AgeTable<Kept> all = new AgeTable<>();
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

    private static final class Kept extends AgeTable.Entry<Kept> {
        private Object content;
        private long lastReportAt;

        Kept(MessageId id, Object content, long lastReportAt) {
            super(id.hashCode());
            this.content = content;
            this.lastReportAt = lastReportAt;
        }
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
            Kept kept = kept(id);
            return kept == null ? null : kept.content;
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
            Kept kept = kept(report.id());
            if (kept != null) {
                return kept.content;
            }
            all.add(new Kept(report.id(), pack(report.id(), List.of(report)), now));
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
            Kept kept = kept(id);
            if (kept == null || kept.content != previous) {
                return false;
            }
            kept.content = next.hasAllReports() ? pack(id, next.reports()) : next;
            kept.lastReportAt = now;
            all.remove(kept); // so that it becomes the last in the order
            all.add(kept);
            evictOldest();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Kept kept(MessageId id) {
        Kept kept = all.withHash(id.hashCode());
        while (kept != null && !idOf(kept.content).equals(id)) {
            kept = kept.withSameHash();
        }
        return kept;
    }

    private MessageId idOf(Object content) {
        return content instanceof Timeline timeline
                ? timeline.id()
                : PackedValues.readId(new PackedReader(words, (byte[]) content));
    }

    private byte[] pack(MessageId id, List<StatusReport> reports) {
        writer.clear();
        PackedValues.write(writer, id);
        writer.number(reports.size());
        for (StatusReport report : reports) {
            PackedReports.write(writer, report);
        }
        return writer.toBytes();
    }

    private void evictOld(long tooOld) {
        Kept oldest = all.oldest();
        while (oldest != null && oldest.lastReportAt <= tooOld) {
            all.remove(oldest);
            oldest = all.oldest();
        }
    }

    private void evictOldest() {
        Kept oldest = all.oldest();
        while (oldest != null && all.size() > max) {
            all.remove(oldest);
            oldest = all.oldest();
        }
    }
}
