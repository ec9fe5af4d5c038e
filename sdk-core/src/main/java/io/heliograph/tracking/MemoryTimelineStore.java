package io.heliograph.tracking;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A timeline store in memory: for one process, until it ends.
 *
 * <p>Thread-safe, by one lock that is held for a look-up and a merge. The message whose last report is oldest is evicted
 * when there are more than {@code maxMessages}, and each message {@code keep} after its last report.
 */
public final class MemoryTimelineStore implements TimelineStore {
    private final ReentrantLock lock = new ReentrantLock();

    /** In the order of their last reports. */
    private final Map<MessageId, Kept> kept = new LinkedHashMap<>();

    private final int maxMessages;
    private final Duration keep;
    private final Clock clock;

    private record Kept(Timeline timeline, Instant lastReportAt) {}

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
        this.maxMessages = maxMessages;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public Update add(StatusReport report) {
        lock.lock();
        try {
            Instant now = clock.instant();
            evictOld(now);
            Kept previous = kept.remove(report.id());
            Timeline before = previous == null ? Timeline.of(report.id()) : previous.timeline();
            Timeline after = before.with(report);
            kept.put(report.id(), new Kept(after, now));
            evictOld(now);
            return new Update(before, after);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Timeline> find(MessageId id) {
        lock.lock();
        try {
            evictOld(clock.instant());
            return Optional.ofNullable(kept.get(id)).map(Kept::timeline);
        } finally {
            lock.unlock();
        }
    }

    private void evictOld(Instant now) {
        Iterator<Kept> oldestFirst = kept.values().iterator();
        while (oldestFirst.hasNext()) {
            Kept oldest = oldestFirst.next();
            if (kept.size() <= maxMessages && now.isBefore(oldest.lastReportAt().plus(keep))) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
