package io.heliograph.idempotency;

import io.heliograph.internal.base.EpochNanos;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Shards;
import io.heliograph.internal.base.Words;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * the caller's, which is logged once at WARN and published to {@linkplain #listen listeners}. A send takes about 200 bytes,
 * without the raw JSON of its message, in arrays that are used again and never shrink. A store of 4,000 sends or more may hold a
 * tenth more, because its keys don't spread evenly over the locks.
 *
 * <p>Its clock starts at the wall clock's time and goes on by the monotonic clock, so it never steps.
 */
public final class MemoryIdempotencyStore implements IdempotencyStore {
    /** The default number of remembered keys. */
    public static final int DEFAULT_MAX = 500_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryIdempotencyStore.class);
    private static final Duration A_DAY = Duration.ofDays(1);

    /** The bound of leases and of the time to keep a key. */
    private static final long MAX = EpochNanos.of(Duration.ofDays(36_500));

    private final Shards<KeyShard> shards;
    private final int most;
    private final Duration keep;
    private final long keepNanos;
    private final long start;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final EventPublisher<IntConsumer> listeners = new EventPublisher<>(LOG);

    private final AtomicBoolean warned = new AtomicBoolean();

    /** A store of 500,000 keys, each for a day. */
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
        Words words = new Words();
        shards = new Shards<>(most, max -> new KeyShard(max, words));
        this.keep = keep;
        keepNanos = bounded(keep);
        this.nanoTime = nanoTime;
        start = EpochNanos.of(wall.instant());
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
        KeyShard shard = shards.of(key);
        Claim claim;
        int forgotten;
        shard.lock.lock();
        try {
            long now = now();
            shard.forget(now, keepNanos);
            claim = shard.find(key, now);
            if (claim == null) {
                claim = Claim.first(key, fingerprint, owner, now, bounded(lease));
                shard.add(claim);
            } else {
                shard.adoptGiven(key);
            }
            forgotten = shard.takeForgotten();
        } finally {
            shard.lock.unlock();
        }
        publish(forgotten);
        return claim;
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        KeyShard shard = shards.of(seen.key());
        shard.lock.lock();
        try {
            long now = now();
            Claim claim = shard.unchanged(seen, now);
            if (claim == null || (claim.isUnderWay(now) && !owner.equals(seen.owner()))) {
                return Optional.empty();
            }
            return Optional.of(shard.keep(claim.leased(owner, now, bounded(lease))));
        } finally {
            shard.lock.unlock();
        }
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        KeyShard shard = shards.of(mine.key());
        shard.lock.lock();
        try {
            long now = now();
            Claim claim = shard.unchanged(mine, now);
            return claim != null && claim.isUnderWay(now)
                    ? Optional.of(shard.keep(claim.withAttempt(provider, now)))
                    : Optional.empty();
        } finally {
            shard.lock.unlock();
        }
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        KeyShard shard = shards.of(seen.key());
        shard.lock.lock();
        try {
            long now = now();
            Claim claim = shard.unchanged(seen, now);
            if (claim != null) {
                shard.finish(claim, outcome, now);
            }
            return claim != null;
        } finally {
            shard.lock.unlock();
        }
    }

    @Override
    public boolean release(Claim mine) {
        KeyShard shard = shards.of(mine.key());
        shard.lock.lock();
        try {
            Claim claim = shard.unchanged(mine, now());
            if (claim != null) {
                shard.remove();
            }
            return claim != null;
        } finally {
            shard.lock.unlock();
        }
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        KeyShard shard = shards.of(key);
        Claim claim;
        int forgotten;
        shard.lock.lock();
        try {
            long now = now();
            shard.forget(now, keepNanos);
            claim = shard.find(key, now);
            forgotten = shard.takeForgotten();
        } finally {
            shard.lock.unlock();
        }
        publish(forgotten);
        return Optional.ofNullable(claim);
    }

    /** The time in {@link EpochNanos}. */
    private long now() {
        return start + (nanoTime.getAsLong() - startNanos);
    }

    private void publish(int forgotten) {
        if (forgotten == 0) {
            return;
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "more than {} sends ended within {}, so keys that callers gave are forgotten before their time: a send"
                            + " with one of them would be sent again; set heliograph.idempotency.keys higher",
                    most,
                    keep);
        }
        listeners.publish(listener -> listener.accept(forgotten));
    }

    private static long bounded(Duration duration) {
        return Math.min(EpochNanos.of(duration), MAX);
    }
}
