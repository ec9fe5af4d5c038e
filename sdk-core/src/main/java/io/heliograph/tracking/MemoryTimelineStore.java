package io.heliograph.tracking;

import io.heliograph.internal.base.EpochNanos;
import io.heliograph.internal.base.Shards;
import io.heliograph.internal.base.Words;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A timeline store in memory: for one process, until it ends.
 *
 * <p>Thread-safe, by up to 16 locks, one of which is held for a look-up. The message whose last report is oldest is evicted when
 * there are more than {@code maxMessages}, and each message {@code keep} after its last report. A message takes about 100 bytes, and
 * 30 to 50 more for each further report, in arrays that are used again and never shrink. A store of 4,000 messages or more may hold
 * a tenth more, because they don't spread evenly over the locks.
 */
public final class MemoryTimelineStore implements TimelineStore {
    /** The default number of messages. */
    private static final int DEFAULT_MAX = 200_000;

    private final Shards<TimelineShard> shards;
    private final Words words = new Words();
    private final long keep;
    private final Clock clock;

    /** A store of 200,000 messages, each for three days after its last report. */
    public MemoryTimelineStore() {
        this(DEFAULT_MAX, Duration.ofDays(3), Clock.systemUTC());
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
        this.keep = EpochNanos.of(keep);
        this.clock = clock;
        shards = new Shards<>(maxMessages, max -> new TimelineShard(max, words));
    }

    @Override
    public Update add(StatusReport report) {
        MessageId id = report.id();
        TimelineShard shard = shards.of(id);
        while (true) {
            long now = now();
            Object previous = shard.findOrAdd(report, now, EpochNanos.plus(now, -keep));
            if (previous == null) {
                return new Update(Timeline.of(id), Timeline.of(report));
            }
            Timeline before = shard.timeline(id, previous);
            Timeline after = before.with(report); // without the lock, because it takes longer than all the rest
            if (shard.replace(id, previous, after, now())) {
                return new Update(before, after);
            }
        }
    }

    @Override
    public Optional<Timeline> find(MessageId id) {
        TimelineShard shard = shards.of(id);
        Object found = shard.find(id, EpochNanos.plus(now(), -keep));
        return found == null ? Optional.empty() : Optional.of(shard.timeline(id, found));
    }

    private long now() {
        return EpochNanos.of(clock.instant());
    }
}
