package io.heliograph.idempotency;

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
import org.jspecify.annotations.Nullable;

/**
 * Remembers keys in memory: for one process, until it ends.
 *
 * <p>Thread-safe, behind one lock that is held for a look-up. It forgets the oldest finished sends when there are more
 * than {@code most}, and those older than {@code keep}; a send under way is never forgotten. A send takes about 1 KB.
 */
public final class MemoryIdempotencyStore implements IdempotencyStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<IdempotencyKey, Kept> kept = new LinkedHashMap<>();
    private final int most;
    private final Duration keep;
    private final Clock clock;

    /** How many of them have an outcome. */
    private int finished;

    private record Kept(Claim claim, Instant since) {}

    /** 50,000 keys, each for a day. */
    public MemoryIdempotencyStore() {
        this(50_000, Duration.ofDays(1), Clock.systemUTC());
    }

    /**
     * A store of a size.
     *
     * @param most how many finished sends are remembered, at least 1
     * @param keep for how long, more than 0
     */
    public MemoryIdempotencyStore(int most, Duration keep, Clock clock) {
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
    public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
        return locked(now -> {
            forgetOld(now);
            Kept there = kept.get(key);
            if (there != null) {
                return there.claim().readAt(now);
            }
            Claim claim = Claim.first(key, fingerprint, owner, now, lease);
            kept.put(key, new Kept(claim, now));
            return claim;
        });
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return locked(now -> {
            Kept there = unchanged(seen);
            if (there == null || (there.claim().readAt(now).isLeased() && !owner.equals(seen.owner()))) {
                return Optional.empty();
            }
            return Optional.of(keep(there, there.claim().leased(owner, now, lease)));
        });
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return locked(now -> Optional.ofNullable(unchanged(mine))
                .filter(there -> there.claim().readAt(now).isLeased())
                .map(there -> keep(there, there.claim().readAt(now).attempting(provider))));
    }

    private Claim keep(Kept there, Claim next) {
        kept.put(next.key(), new Kept(next, there.since()));
        return next;
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return locked(now -> {
            Kept there = unchanged(seen);
            if (there == null) {
                return false;
            }
            finished += there.claim().outcome().isEmpty() ? 1 : 0;
            keep(there, there.claim().finished(outcome, now));
            return true;
        });
    }

    @Override
    public boolean release(Claim mine) {
        return locked(now -> {
            Kept there = unchanged(mine);
            if (there == null) {
                return false;
            }
            finished -= there.claim().outcome().isPresent() ? 1 : 0;
            return kept.remove(mine.key()) != null;
        });
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        return locked(now -> {
            forgetOld(now);
            return Optional.ofNullable(kept.get(key)).map(there -> there.claim().readAt(now));
        });
    }

    /** What is kept of a claim that is as it was seen, and isn't settled. */
    private @Nullable Kept unchanged(Claim seen) {
        Kept there = kept.get(seen.key());
        boolean same = there != null
                && there.claim().isOpen()
                && there.claim().owner().equals(seen.owner())
                && there.claim().attempts() == seen.attempts();
        return same ? there : null;
    }

    /** From the oldest on, as far as they are old or too many; a send under way stays, and isn't counted. */
    private void forgetOld(Instant now) {
        Iterator<Kept> oldestFirst = kept.values().iterator();
        while (oldestFirst.hasNext()) {
            Kept oldest = oldestFirst.next();
            boolean old = !now.isBefore(oldest.since().plus(keep));
            if (!old && finished <= most) {
                return;
            }
            boolean ended = oldest.claim().outcome().isPresent();
            boolean underWay = oldest.claim().readAt(now).isLeased();
            if (!underWay && (ended || !now.isBefore(oldest.claim().leaseEnds().plus(keep)))) {
                oldestFirst.remove();
                finished -= ended ? 1 : 0;
            }
        }
    }

    private <T> T locked(Function<Instant, T> action) {
        lock.lock();
        try {
            return action.apply(clock.instant());
        } finally {
            lock.unlock();
        }
    }
}
