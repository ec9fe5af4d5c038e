package io.heliograph.idempotency;

import io.heliograph.message.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The keys of a memory store that share one lock. Used by the thread that holds it. */
final class KeyShard {
    /** The share of generated keys that stays, so that their sends can be reconciled however many keys callers give. */
    private static final int GENERATED_SHARE = 10;

    final ReentrantLock lock = new ReentrantLock();
    private final Keys given = new Keys();
    private final Keys generated = new Keys();
    private final int max;

    /** Callers' keys that were forgotten early and not yet published. */
    private int unpublished;

    /** @param max how many finished sends it remembers */
    KeyShard(int max) {
        this.max = max;
    }

    /** A claim and its time. */
    record Entry(Claim claim, Instant since) {}

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

        static boolean isUnderWay(Entry entry, Instant now) {
            return entry.claim().isUnresolved() && now.isBefore(entry.claim().leaseEnds());
        }
    }

    /** The entry of a key; null if it isn't remembered. */
    @Nullable
    Entry find(IdempotencyKey key) {
        return kindOf(key).all.get(key);
    }

    void add(Claim claim, Instant now) {
        (claim.key().isGenerated() ? generated : given).put(new Entry(claim, now));
    }

    boolean remove(IdempotencyKey key) {
        return kindOf(key).remove(key) != null;
    }

    static boolean isUnderWay(Entry entry, Instant now) {
        return Keys.isUnderWay(entry, now);
    }

    /** How many callers' keys were forgotten early since the last call. */
    int takeForgotten() {
        int forgotten = unpublished;
        unpublished = 0;
        return forgotten;
    }

    Claim keep(Entry entry, Claim next) {
        kindOf(next.key()).put(new Entry(next, entry.since()));
        return next;
    }

    /** The map in which a key is, if it is in any. */
    private Keys kindOf(IdempotencyKey key) {
        return given.all.containsKey(key) ? given : generated;
    }

    /** Counts a generated key that a caller gives as the caller's from now on. */
    void adoptGiven(IdempotencyKey key) {
        Entry entry = key.isGenerated() ? null : generated.remove(key);
        if (entry != null) {
            given.put(entry);
        }
    }

    /** The entry of a claim that is unchanged and not reconciled; else null. */
    @Nullable
    Entry unchanged(Claim seen) {
        Entry entry = kindOf(seen.key()).all.get(seen.key());
        boolean same = entry != null
                && entry.claim().isUnresolved()
                && entry.claim().owner().equals(seen.owner())
                && entry.claim().attempts() == seen.attempts();
        return same ? entry : null;
    }

    /** Forgets keys that are too old or too many. */
    void forget(Instant now, Duration keep) {
        Instant tooOld = now.minus(keep);
        given.forgetOld(now, tooOld);
        generated.forgetOld(now, tooOld);
        int excess = given.finished + generated.finished - max;
        if (excess <= 0) {
            return;
        }
        int removable = Math.max(0, generated.finished - max / GENERATED_SHARE);
        int removedGenerated = Math.min(excess, removable);
        generated.forgetOldest(removedGenerated, now);
        given.forgetOldest(excess - removedGenerated, now);
        unpublished += excess - removedGenerated;
    }
}
