package io.heliograph.idempotency;

import io.heliograph.internal.base.AgeTable;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.internal.base.Words;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The keys of a memory store that share one lock. Used by the thread that holds it. Times are nanoseconds since 1970. */
final class KeyShard {
    /** The share of generated keys that stays, so that their sends can be reconciled however many keys callers give. */
    private static final int GENERATED_SHARE = 10;

    final ReentrantLock lock = new ReentrantLock();
    private final Keys given = new Keys();
    private final Keys generated = new Keys();
    private final int max;
    private final Words words;
    private final PackedWriter writer;

    /** Callers' keys that were forgotten early and not yet published. */
    private int unpublished;

    /**
     * Makes a shard.
     *
     * @param max how many finished sends it remembers
     * @param words what outcomes have in common, for all shards
     */
    KeyShard(int max, Words words) {
        this.max = max;
        this.words = words;
        writer = new PackedWriter(words);
    }

    /** The keys of one kind, oldest first, and how many of them have an outcome. */
    private static final class Keys {
        private final AgeTable<KeyEntry> all = new AgeTable<>();
        private int finished;

        @Nullable
        KeyEntry find(IdempotencyKey key, Words words) {
            KeyEntry entry = all.withHash(key.hashCode());
            while (entry != null && !entry.isOf(key, words)) {
                entry = entry.withSameHash();
            }
            return entry;
        }

        void add(KeyEntry entry) {
            all.add(entry);
            finished += entry.isFinished() ? 1 : 0;
        }

        void remove(KeyEntry entry) {
            all.remove(entry);
            finished -= entry.isFinished() ? 1 : 0;
        }

        /** Forgets keys that are too old, from the oldest on. */
        void forgetOld(long now, long tooOld) {
            KeyEntry entry = all.oldest();
            while (entry != null && entry.since() <= tooOld) {
                KeyEntry newer = entry.newer();
                if (entry.hadEnded(tooOld) && !entry.isUnderWay(now)) {
                    remove(entry);
                }
                entry = newer;
            }
        }

        /** Forgets the oldest keys that have ended, except those whose lease is held. */
        void forgetOldest(int count, long now) {
            int left = count;
            KeyEntry entry = all.oldest();
            while (left > 0 && entry != null) {
                KeyEntry newer = entry.newer();
                if (entry.isFinished() && !entry.isUnderWay(now)) {
                    remove(entry);
                    left--;
                }
                entry = newer;
            }
        }
    }

    /** How many callers' keys were forgotten early since the last call. */
    int takeForgotten() {
        int forgotten = unpublished;
        unpublished = 0;
        return forgotten;
    }

    /** The claim of a key; null if it isn't remembered. */
    @Nullable
    Claim find(IdempotencyKey key, long now) {
        KeyEntry entry = kindOf(key).find(key, words);
        return entry == null ? null : entry.claim(key, words, now).readAt(now);
    }

    /** The kind that a key is of, if it is remembered. */
    private Keys kindOf(IdempotencyKey key) {
        return given.find(key, words) != null ? given : generated;
    }

    void add(Claim claim) {
        (claim.key().isGenerated() ? generated : given).add(new KeyEntry(claim));
    }

    /** Counts a generated key that a caller gives as the caller's from now on. */
    void adoptGiven(IdempotencyKey key) {
        KeyEntry entry = key.isGenerated() ? null : generated.find(key, words);
        if (entry != null) {
            generated.remove(entry);
            given.add(entry);
        }
    }

    /** The claim as it is kept, if it is unchanged and not reconciled; else null. */
    @Nullable
    Claim unchanged(Claim seen, long now) {
        KeyEntry entry = kindOf(seen.key()).find(seen.key(), words);
        Claim claim = entry == null ? null : entry.claim(seen.key(), words, now);
        boolean same = claim != null
                && claim.isUnresolved()
                && claim.owner().equals(seen.owner())
                && claim.attempts() == seen.attempts();
        return same ? claim : null;
    }

    /** Keeps a claim in place of the one of its key, with the same outcome. */
    Claim keep(Claim claim) {
        KeyEntry entry = kindOf(claim.key()).find(claim.key(), words);
        if (entry != null) {
            entry.keep(claim);
        }
        return claim;
    }

    /** Ends the lease of a claim that is kept, with an outcome. */
    void finish(Claim claim, SendOutcome outcome, long now) {
        Keys kind = kindOf(claim.key());
        KeyEntry entry = kind.find(claim.key(), words);
        if (entry != null) {
            kind.finished += entry.isFinished() ? 0 : 1;
            entry.pack(claim, outcome, now, writer);
        }
    }

    void remove(IdempotencyKey key) {
        Keys kind = kindOf(key);
        KeyEntry entry = kind.find(key, words);
        if (entry != null) {
            kind.remove(entry);
        }
    }

    /** Forgets keys that are too old or too many. */
    void forget(long now, long keep) {
        long tooOld = now - keep;
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
