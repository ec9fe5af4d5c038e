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
 * Remembers keys in memory: for one process, until it ends.
 *
 * <p>Thread-safe, behind one lock that is held for a look-up. A send under way is never forgotten; one that has ended is
 * after {@code keep}, or when there are more than {@code most}: first those whose key was
 * {@linkplain IdempotencyKey#isGenerated() generated}, down to a tenth of the places, and then the oldest whose key a
 * caller gave, of which it warns once and tells those who {@linkplain #listen listen}. A send takes about 1 KB.
 *
 * <p>Its clock begins with the wall clock's time and goes on by the monotonic one, so that it never steps.
 */
public final class MemoryIdempotencyStore implements IdempotencyStore {
    /** How many keys are remembered unless somebody says otherwise. */
    public static final int DEFAULT_MOST = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryIdempotencyStore.class);
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Nanoseconds in a long reach for 292 years. */
    private static final Duration MAX = Duration.ofDays(36_500);

    /** So that a send with a generated key can be settled, however many keys callers give. */
    private static final int SHARE_OF_GENERATED = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Keys given = new Keys();
    private final Keys generated = new Keys();
    private final int most;
    private final Duration keep;
    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final EventPublisher<IntConsumer> listeners = new EventPublisher<>(LOG);

    /** Keys of callers that were forgotten before their time, of which nobody was told yet. */
    private int untold;

    private boolean warned;

    /** A claim, and when it was made. */
    private record Kept(Claim claim, Instant since) {}

    /** The keys of one kind, the oldest first, and how many of them have an outcome. */
    private static final class Keys {
        private final Map<IdempotencyKey, Kept> all = new LinkedHashMap<>();
        private int finished;

        @Nullable
        Kept remove(IdempotencyKey key) {
            Kept removed = all.remove(key);
            finished -= removed != null && isFinished(removed) ? 1 : 0;
            return removed;
        }

        void put(Kept kept) {
            Kept before = all.put(kept.claim().key(), kept);
            finished += isFinished(kept) ? 1 : 0;
            finished -= before != null && isFinished(before) ? 1 : 0;
        }

        /** Those that are too old, from the oldest on. */
        void forgetOld(Instant now, Duration keep) {
            Instant tooOld = now.minus(keep);
            Iterator<Kept> oldestFirst = all.values().iterator();
            while (oldestFirst.hasNext()) {
                Kept oldest = oldestFirst.next();
                if (oldest.since().isAfter(tooOld)) {
                    return;
                }
                boolean ended =
                        isFinished(oldest) || !oldest.claim().leaseEnds().isAfter(tooOld);
                if (ended && !isUnderWay(oldest, now)) {
                    oldestFirst.remove();
                    finished -= isFinished(oldest) ? 1 : 0;
                }
            }
        }

        /** The oldest that have ended; what somebody is at work on stays. */
        void forgetOldest(int count, Instant now) {
            Iterator<Kept> oldestFirst = all.values().iterator();
            int left = count;
            while (left > 0 && oldestFirst.hasNext()) {
                Kept oldest = oldestFirst.next();
                if (isFinished(oldest) && !isUnderWay(oldest, now)) {
                    oldestFirst.remove();
                    finished--;
                    left--;
                }
            }
        }

        private static boolean isFinished(Kept kept) {
            return kept.claim().outcome().isPresent();
        }

        private static boolean isUnderWay(Kept kept, Instant now) {
            return kept.claim().isUnresolved() && now.isBefore(kept.claim().leaseEnds());
        }
    }

    /** 50,000 keys, each for a day. */
    public MemoryIdempotencyStore() {
        this(DEFAULT_MOST, A_DAY, Clock.systemUTC());
    }

    /**
     * A store of a size.
     *
     * @param most how many finished sends are remembered, at least 1
     * @param keep for how long, more than 0
     * @param wall what its own clock begins with; it may step later
     */
    public MemoryIdempotencyStore(int most, Duration keep, Clock wall) {
        this(most, keep, wall, System::nanoTime);
    }

    /**
     * A store of a size in a time of its own, for tests.
     *
     * @param nanoTime what times are counted by, as {@link System#nanoTime} is
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

    /** Tells somebody how many keys of callers were forgotten before their time, each time and on a thread that sends. */
    public void listen(IntConsumer listener) {
        listeners.add(listener);
    }

    /** Tells them no more. */
    public void forget(IntConsumer listener) {
        listeners.remove(listener);
    }

    @Override
    public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
        return locked(now -> {
            forget(now);
            Kept there = kindOf(key).all.get(key);
            if (there != null) {
                noteGiven(key);
                return there.claim().readAt(now);
            }
            Claim claim = Claim.first(key, fingerprint, owner, now, bounded(lease));
            (key.isGenerated() ? generated : given).put(new Kept(claim, now));
            return claim;
        });
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return locked(now -> {
            Kept there = unchanged(seen);
            if (there == null || (Keys.isUnderWay(there, now) && !owner.equals(seen.owner()))) {
                return Optional.empty();
            }
            return Optional.of(keep(there, there.claim().leased(owner, now, bounded(lease))));
        });
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return locked(now -> Optional.ofNullable(unchanged(mine))
                .filter(there -> Keys.isUnderWay(there, now))
                .map(there -> keep(there, there.claim().readAt(now).withAttempt(provider))));
    }

    private Claim keep(Kept there, Claim next) {
        kindOf(next.key()).put(new Kept(next, there.since()));
        return next;
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return locked(now -> {
            Kept there = unchanged(seen);
            if (there == null) {
                return false;
            }
            keep(there, there.claim().withOutcome(outcome, now));
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
                    .map(there -> there.claim().readAt(now));
        });
    }

    /** Where a key is, if it is anywhere. */
    private Keys kindOf(IdempotencyKey key) {
        return given.all.containsKey(key) ? given : generated;
    }

    /** A generated key that a caller has read, and gives now, is the caller's from then on. */
    private void noteGiven(IdempotencyKey key) {
        Kept there = key.isGenerated() ? null : generated.remove(key);
        if (there != null) {
            given.put(there);
        }
    }

    /** What is kept of a claim that is as it was seen, and isn't settled. */
    private @Nullable Kept unchanged(Claim seen) {
        Kept there = kindOf(seen.key()).all.get(seen.key());
        boolean same = there != null
                && there.claim().isUnresolved()
                && there.claim().owner().equals(seen.owner())
                && there.claim().attempts() == seen.attempts();
        return same ? there : null;
    }

    /** What is too old, and what is too much. */
    private void forget(Instant now) {
        given.forgetOld(now, keep);
        generated.forgetOld(now, keep);
        int tooMany = given.finished + generated.finished - most;
        if (tooMany <= 0) {
            return;
        }
        int mayGo = Math.max(0, generated.finished - most / SHARE_OF_GENERATED);
        int ofGenerated = Math.min(tooMany, mayGo);
        generated.forgetOldest(ofGenerated, now);
        given.forgetOldest(tooMany - ofGenerated, now);
        untold += tooMany - ofGenerated;
    }

    private <T> T locked(Function<Instant, T> action) {
        T result;
        int forgotten;
        boolean first;
        lock.lock();
        try {
            result = action.apply(start.plusNanos(nanoTime.getAsLong() - startNanos));
            forgotten = untold;
            untold = 0;
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
