package io.heliograph.idempotency;

import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Shards;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An idempotency store in memory, for one process.
 *
 * <p>Thread-safe, behind up to 16 locks, one of which is held for a look-up. A send under way is never forgotten. A send that has ended is
 * forgotten after {@code keep}, or when there are more than {@code most}: first those with a
 * {@linkplain IdempotencyKey#isGenerated() generated} key, down to a tenth of the capacity, and then the oldest with a key of
 * the caller's, which is logged once at WARN and published to {@linkplain #listen listeners}. A send takes about 1 KB. A store of
 * 4,000 sends or more may hold a tenth more, because its keys don't spread evenly over the locks.
 *
 * <p>Its clock starts at the wall clock's time and goes on by the monotonic clock, so it never steps.
 */
public final class MemoryIdempotencyStore implements IdempotencyStore {
    /** The default number of remembered keys. */
    public static final int DEFAULT_MAX = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryIdempotencyStore.class);
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Nanoseconds in a {@code long} last 292 years. */
    private static final Duration MAX = Duration.ofDays(36_500);

    private final Shards<KeyShard> shards;
    private final int most;
    private final Duration keep;
    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final EventPublisher<IntConsumer> listeners = new EventPublisher<>(LOG);

    private final AtomicBoolean warned = new AtomicBoolean();

    /** A store of 50,000 keys, each for a day. */
    public MemoryIdempotencyStore() {
        this(DEFAULT_MAX, A_DAY, Clock.systemUTC());
    }

    /**
     * Makes a store with a capacity.
     *
     * @param most how many finished sends are remembered, at least 1
     * @param keep for how long, more than 0
     * @param wall the clock whose time its own clock starts at; it may step later
     */
    public MemoryIdempotencyStore(int most, Duration keep, Clock wall) {
        this(most, keep, wall, System::nanoTime);
    }

    /**
     * Makes a store with a capacity and a monotonic clock, for tests.
     *
     * @param nanoTime nanoseconds of a monotonic clock, as {@link System#nanoTime} gives them
     */
    public MemoryIdempotencyStore(int most, Duration keep, Clock wall, LongSupplier nanoTime) {
        if (most < 1) {
            throw new InvalidRequestException("most", "must be at least 1");
        }
        if (keep.isNegative() || keep.isZero()) {
            throw new InvalidRequestException("keep", "must be more than 0");
        }
        this.most = most;
        shards = new Shards<>(most, KeyShard::new);
        this.keep = bounded(keep);
        this.nanoTime = nanoTime;
        start = wall.instant();
        startNanos = nanoTime.getAsLong();
    }

    /** Adds a listener, which gets the number of callers' keys that were forgotten early, each time, on a sending thread. */
    public void listen(IntConsumer listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void forget(IntConsumer listener) {
        listeners.remove(listener);
    }

    @Override
    public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
        return locked(key, (shard, now) -> {
            shard.forget(now, keep);
            KeyShard.Entry entry = shard.find(key);
            if (entry != null) {
                shard.adoptGiven(key);
                return entry.claim().readAt(now);
            }
            Claim claim = Claim.first(key, fingerprint, owner, now, bounded(lease));
            shard.add(claim, now);
            return claim;
        });
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return locked(seen.key(), (shard, now) -> {
            KeyShard.Entry entry = shard.unchanged(seen);
            if (entry == null || (KeyShard.isUnderWay(entry, now) && !owner.equals(seen.owner()))) {
                return Optional.empty();
            }
            return Optional.of(shard.keep(entry, entry.claim().leased(owner, now, bounded(lease))));
        });
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return locked(mine.key(), (shard, now) -> {
            KeyShard.Entry entry = shard.unchanged(mine);
            return entry == null || !KeyShard.isUnderWay(entry, now)
                    ? Optional.empty()
                    : Optional.of(shard.keep(entry, entry.claim().readAt(now).withAttempt(provider)));
        });
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return locked(seen.key(), (shard, now) -> {
            KeyShard.Entry entry = shard.unchanged(seen);
            if (entry == null) {
                return false;
            }
            shard.keep(entry, entry.claim().withOutcome(outcome, now));
            return true;
        });
    }

    @Override
    public boolean release(Claim mine) {
        return locked(mine.key(), (shard, now) -> shard.unchanged(mine) != null && shard.remove(mine.key()));
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        return locked(key, (shard, now) -> {
            shard.forget(now, keep);
            KeyShard.Entry entry = shard.find(key);
            return entry == null ? Optional.empty() : Optional.of(entry.claim().readAt(now));
        });
    }

    private <T> T locked(IdempotencyKey key, BiFunction<KeyShard, Instant, T> action) {
        KeyShard shard = shards.of(key);
        T result;
        int forgotten;
        shard.lock.lock();
        try {
            result = action.apply(shard, start.plusNanos(nanoTime.getAsLong() - startNanos));
            forgotten = shard.takeForgotten();
        } finally {
            shard.lock.unlock();
        }
        if (forgotten > 0 && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "more than {} sends ended within {}, so keys that callers gave are forgotten before their time: a send"
                            + " with one of them would be sent again; set heliograph.idempotency.keys higher",
                    most,
                    keep);
        }
        if (forgotten > 0) {
            listeners.publish(listener -> listener.accept(forgotten));
        }
        return result;
    }

    private static Duration bounded(Duration duration) {
        return duration.compareTo(MAX) > 0 ? MAX : duration;
    }
}
