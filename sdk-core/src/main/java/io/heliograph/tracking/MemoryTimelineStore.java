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
 * Keeps timelines in memory: for one process, until it ends.
 *
 * <p>Thread-safe, behind one lock that is held for a look-up and a merge. It forgets the message that was heard of least
 * lately when there are more than {@code most}, and those not heard of for {@code keep}.
 */
public final class MemoryTimelineStore implements TimelineStore {
    private final ReentrantLock lock = new ReentrantLock();

    /** In the order in which they were heard of last. */
    private final Map<MessageId, Kept> kept = new LinkedHashMap<>();

    private final int most;
    private final Duration keep;
    private final Clock clock;

    private record Kept(Timeline timeline, Instant heardAt) {}

    /** 50,000 messages, each for three days after it was heard of last. */
    public MemoryTimelineStore() {
        this(50_000, Duration.ofDays(3), Clock.systemUTC());
    }

    /**
     * A store of a size.
     *
     * @param most how many messages, at least 1
     * @param keep for how long after the last report, more than 0
     */
    public MemoryTimelineStore(int most, Duration keep, Clock clock) {
        if (most < 1) {
            throw new InvalidRequestException("most", "must be at least 1");
        }
        if (keep.isNegative() || keep.isZero()) {
            throw new InvalidRequestException("keep", "must be more than 0");
        }
        this.most = most;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public Update add(StatusReport report) {
        lock.lock();
        try {
            Instant now = clock.instant();
            forgetOld(now);
            Kept there = kept.remove(report.id());
            Timeline before = there == null ? Timeline.of(report.id()) : there.timeline();
            Timeline after = before.with(report);
            kept.put(report.id(), new Kept(after, now));
            forgetOld(now);
            return new Update(before, after);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Timeline> find(MessageId id) {
        lock.lock();
        try {
            forgetOld(clock.instant());
            return Optional.ofNullable(kept.get(id)).map(Kept::timeline);
        } finally {
            lock.unlock();
        }
    }

    private void forgetOld(Instant now) {
        Iterator<Kept> oldestFirst = kept.values().iterator();
        while (oldestFirst.hasNext()) {
            Kept oldest = oldestFirst.next();
            if (kept.size() <= most && now.isBefore(oldest.heardAt().plus(keep))) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
