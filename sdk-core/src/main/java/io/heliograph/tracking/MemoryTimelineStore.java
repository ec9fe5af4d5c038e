package io.heliograph.tracking;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A timeline store in memory: for one process, until it ends.
 *
 * <p>Thread-safe, by up to 16 locks, one of which is held for a look-up. The message whose last report is oldest
 * is evicted when there are more than {@code maxMessages}, and each message {@code keep} after its last report. A store of
 * 4,000 messages or more may hold a tenth more, because they don't spread evenly over the locks.
 */
public final class MemoryTimelineStore implements TimelineStore {
    /** Locks are shared by few threads, so that a send seldom waits for another one's. */
    private static final int MAX_SHARDS = 16;

    /** The smallest share of a shard; a smaller store has fewer of them. */
    private static final int MIN_SHARD = 2_000;

    private final Shard[] shards;
    private final Duration keep;
    private final Clock clock;

    private record Kept(Timeline timeline, Instant lastReportAt) {}

    /** The messages that share one lock, in the order of their last reports. */
    private static final class Shard {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<MessageId, Kept> kept = new LinkedHashMap<>();
        private final int max;

        Shard(int max) {
            this.max = max;
        }

        @Nullable
        Kept find(MessageId id, Instant now, Duration keep) {
            lock.lock();
            try {
                evictOld(now.minus(keep));
                return kept.get(id);
            } finally {
                lock.unlock();
            }
        }

        /** Replaces the entry of a message if it is still the same; false if it isn't. */
        boolean replace(MessageId id, @Nullable Kept previous, Kept next) {
            lock.lock();
            try {
                if (!Objects.equals(kept.get(id), previous)) {
                    return false;
                }
                kept.remove(id); // so that it becomes the last in the order
                kept.put(id, next);
                evictOld(Instant.MIN);
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void evictOld(Instant tooOld) {
            Iterator<Kept> oldestFirst = kept.values().iterator();
            while (oldestFirst.hasNext()) {
                Kept oldest = oldestFirst.next();
                if (kept.size() <= max && oldest.lastReportAt().isAfter(tooOld)) {
                    return;
                }
                oldestFirst.remove();
            }
        }
    }

    /** A store of 50,000 messages, each for three days after its last report. */
    public MemoryTimelineStore() {
        this(50_000, Duration.ofDays(3), Clock.systemUTC());
    }

    /**
     * A store with a maximum size.
     *
     * @param maxMessages the maximum number of messages, at least 1
     * @param keep how long a message is kept after its last report, more than 0
     */
    public MemoryTimelineStore(int maxMessages, Duration keep, Clock clock) {
        if (maxMessages < 1) {
            throw new InvalidRequestException("maxMessages", "must be at least 1");
        }
        if (keep.isNegative() || keep.isZero()) {
            throw new InvalidRequestException("keep", "must be more than 0");
        }
        this.keep = keep;
        this.clock = clock;
        int count = Integer.highestOneBit(Math.max(1, Math.min(MAX_SHARDS, maxMessages / MIN_SHARD)));
        int each = count == 1 ? maxMessages : (int) (1.1 * maxMessages / count) + 1;
        shards = new Shard[count];
        Arrays.setAll(shards, any -> new Shard(each));
    }

    private Shard shard(MessageId id) {
        int hash = id.hashCode();
        return shards[(hash ^ (hash >>> 16)) & (shards.length - 1)];
    }

    @Override
    public Update add(StatusReport report) {
        Shard shard = shard(report.id());
        while (true) {
            Kept previous = shard.find(report.id(), clock.instant(), keep);
            Timeline before = previous == null ? Timeline.of(report.id()) : previous.timeline();
            Timeline after = before.with(report); // without the lock, because it takes longer than all the rest
            if (shard.replace(report.id(), previous, new Kept(after, clock.instant()))) {
                return new Update(before, after);
            }
        }
    }

    @Override
    public Optional<Timeline> find(MessageId id) {
        return Optional.ofNullable(shard(id).find(id, clock.instant(), keep)).map(Kept::timeline);
    }
}
