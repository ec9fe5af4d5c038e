package io.heliograph.idempotency;

import io.heliograph.internal.base.EventPublisher;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An idempotency store in memory, for one process.
 *
 * <p>Thread-safe, behind one lock that is held for a look-up. A send under way is never forgotten. A send that has ended is
 * forgotten after {@code keep}, or when there are more than {@code most}: first those with a
 * {@linkplain IdempotencyKey#isGenerated() generated} key, down to a tenth of the capacity, and then the oldest with a key of
 * the caller's, which is logged once at WARN and published to {@linkplain #listen listeners}. A send takes about 1 KB.
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

    /** The share of generated keys that stays, so that their sends can be reconciled however many keys callers give. */
    private static final int GENERATED_SHARE = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Keys given = new Keys();
    private final Keys generated = new Keys();
    private final int most;
    private final Duration keep;
    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final EventPublisher<IntConsumer> listeners = new EventPublisher<>(LOG);

    /** Callers' keys that were forgotten early and not yet published. */
    private int unpublished;

    private boolean warned;

    /** A claim and its time. */
    private record Entry(Claim claim, Instant since) {}

    /** The keys of one kind, oldest first, and how many of them have an outcome. */
    private static final class Keys {
        private final Map<IdempotencyKey, Entry> all = new LinkedHashMap<>();
        private int finished;

        @Nullable
        Entry remove(IdempotencyKey key) {
            Entry removed = all.remove(key);
            finished -= removed != null && isFinished(removed) ? 1 : 0;
            return removed;
        }

        void put(Entry entry) {
            Entry before = all.put(entry.claim().key(), entry);
            finished += isFinished(entry) ? 1 : 0;
            finished -= before != null && isFinished(before) ? 1 : 0;
        }

        /** Forgets keys that are too old, from the oldest on. */
        void forgetOld(Instant now, Instant tooOld) {
            Iterator<Entry> iterator = all.values().iterator();
            while (iterator.hasNext()) {
                Entry oldest = iterator.next();
                if (oldest.since().isAfter(tooOld)) {
                    return;
                }
                boolean ended =
                        isFinished(oldest) || !oldest.claim().leaseEnds().isAfter(tooOld);
                if (ended && !isUnderWay(oldest, now)) {
                    iterator.remove();
                    finished -= isFinished(oldest) ? 1 : 0;
                }
            }
        }

        /** Forgets the oldest keys that have ended, except those whose lease is held. */
        void forgetOldest(int count, Instant now) {
            Iterator<Entry> iterator = all.values().iterator();
            int left = count;
            while (left > 0 && iterator.hasNext()) {
                Entry oldest = iterator.next();
                if (isFinished(oldest) && !isUnderWay(oldest, now)) {
                    iterator.remove();
                    finished--;
                    left--;
                }
            }
        }

        private static boolean isFinished(Entry entry) {
            return entry.claim().outcome().isPresent();
        }

        private static boolean isUnderWay(Entry entry, Instant now) {
            return entry.claim().isUnresolved() && now.isBefore(entry.claim().leaseEnds());
        }
    }

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
        return locked(now -> {
            forget(now);
            Entry entry = kindOf(key).all.get(key);
            if (entry != null) {
                adoptGiven(key);
                return entry.claim().readAt(now);
            }
            Claim claim = Claim.first(key, fingerprint, owner, now, bounded(lease));
            (key.isGenerated() ? generated : given).put(new Entry(claim, now));
            return claim;
        });
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return locked(now -> {
            Entry entry = unchanged(seen);
            if (entry == null || (Keys.isUnderWay(entry, now) && !owner.equals(seen.owner()))) {
                return Optional.empty();
            }
            return Optional.of(keep(entry, entry.claim().leased(owner, now, bounded(lease))));
        });
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return locked(now -> Optional.ofNullable(unchanged(mine))
                .filter(entry -> Keys.isUnderWay(entry, now))
                .map(entry -> keep(entry, entry.claim().readAt(now).withAttempt(provider))));
    }

    private Claim keep(Entry entry, Claim next) {
        kindOf(next.key()).put(new Entry(next, entry.since()));
        return next;
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return locked(now -> {
            Entry entry = unchanged(seen);
            if (entry == null) {
                return false;
            }
            keep(entry, entry.claim().withOutcome(outcome, now));
            return true;
        });
    }

    @Override
    public boolean release(Claim mine) {
        return locked(now -> unchanged(mine) != null && kindOf(mine.key()).remove(mine.key()) != null);
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        return locked(now -> {
            forget(now);
            return Optional.ofNullable(kindOf(key).all.get(key))
                    .map(entry -> entry.claim().readAt(now));
        });
    }

    /** The map in which a key is, if it is in any. */
    private Keys kindOf(IdempotencyKey key) {
        return given.all.containsKey(key) ? given : generated;
    }

    /** Counts a generated key that a caller gives as the caller's from now on. */
    private void adoptGiven(IdempotencyKey key) {
        Entry entry = key.isGenerated() ? null : generated.remove(key);
        if (entry != null) {
            given.put(entry);
        }
    }

    /** The entry of a claim that is unchanged and not reconciled; else null. */
    private @Nullable Entry unchanged(Claim seen) {
        Entry entry = kindOf(seen.key()).all.get(seen.key());
        boolean same = entry != null
                && entry.claim().isUnresolved()
                && entry.claim().owner().equals(seen.owner())
                && entry.claim().attempts() == seen.attempts();
        return same ? entry : null;
    }

    /** Forgets keys that are too old or too many. */
    private void forget(Instant now) {
        Instant tooOld = now.minus(keep);
        given.forgetOld(now, tooOld);
        generated.forgetOld(now, tooOld);
        int excess = given.finished + generated.finished - most;
        if (excess <= 0) {
            return;
        }
        int removable = Math.max(0, generated.finished - most / GENERATED_SHARE);
        int removedGenerated = Math.min(excess, removable);
        generated.forgetOldest(removedGenerated, now);
        given.forgetOldest(excess - removedGenerated, now);
        unpublished += excess - removedGenerated;
    }

    private <T> T locked(Function<Instant, T> action) {
        T result;
        int forgotten;
        boolean first;
        lock.lock();
        try {
            result = action.apply(start.plusNanos(nanoTime.getAsLong() - startNanos));
            forgotten = unpublished;
            unpublished = 0;
            first = forgotten > 0 && !warned;
            warned |= first;
        } finally {
            lock.unlock();
        }
        if (first) {
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
