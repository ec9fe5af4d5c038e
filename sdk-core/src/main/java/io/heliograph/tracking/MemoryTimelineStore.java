package io.heliograph.tracking;

import io.heliograph.internal.base.Shards;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Shards<Shard> shards;
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
        shards = new Shards<>(maxMessages, Shard::new);
    }

    @Override
    public Update add(StatusReport report) {
        Shard shard = shards.of(report.id());
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
        return Optional.ofNullable(shards.of(id).find(id, clock.instant(), keep))
                .map(Kept::timeline);
    }
}
