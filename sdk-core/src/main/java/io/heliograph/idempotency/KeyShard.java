package io.heliograph.idempotency;

import static io.heliograph.internal.base.AgeTable.NONE;

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
    private final Keys given;
    private final Keys generated;
    private final int max;

    /** Callers' keys that were forgotten early and not yet published. */
    private int unpublished;

    /** Where {@link #locate} found its key. */
    private Keys kind;

    private int entry = NONE;

    /**
     * Makes a shard.
     *
     * @param max how many finished sends it remembers
     * @param words what outcomes have in common, for all shards
     */
    KeyShard(int max, Words words) {
        this.max = max;
        given = new Keys(words);
        generated = new Keys(words);
        kind = given;
    }

    /** How many callers' keys were forgotten early since the last call. */
    int takeForgotten() {
        int forgotten = unpublished;
        unpublished = 0;
        return forgotten;
    }

    /** Finds a key in what it's remembered as; false if it isn't remembered. */
    private boolean locate(IdempotencyKey key) {
        kind = given;
        entry = given.find(key);
        if (entry == NONE) {
            kind = generated;
            entry = generated.find(key);
        }
        return entry != NONE;
    }

    /** The claim of a key; null if it isn't remembered. */
    @Nullable
    Claim find(IdempotencyKey key, long now) {
        return locate(key) ? kind.claim(entry, key, now).readAt(now) : null;
    }

    void add(Claim claim) {
        (claim.key().isGenerated() ? generated : given).add(claim);
    }

    /** Counts a generated key that a caller gives as the caller's from now on. */
    void adoptGiven(IdempotencyKey key) {
        if (!key.isGenerated() && locate(key) && kind == generated) {
            given.moveFrom(generated, entry);
        }
    }

    /** The claim as it is kept, if it is unchanged and not reconciled; else null. The next three act on it. */
    @Nullable
    Claim unchanged(Claim seen, long now) {
        Claim claim = locate(seen.key()) ? kind.claim(entry, seen.key(), now) : null;
        boolean same = claim != null
                && claim.isUnresolved()
                && claim.owner().equals(seen.owner())
                && claim.attempts() == seen.attempts();
        return same ? claim : null;
    }

    /** Keeps a claim in place of the unchanged one, with the same outcome. */
    Claim keep(Claim claim) {
        kind.keep(entry, claim);
        return claim;
    }

    /** Ends the lease of the unchanged claim, with an outcome. */
    void finish(Claim claim, SendOutcome outcome, long now) {
        kind.finish(entry, claim, outcome, now);
    }

    /** Removes the unchanged claim. */
    void remove() {
        kind.remove(entry);
    }

    /** Forgets keys that are too old or too many. */
    void forget(long now, long keep) {
        long tooOld = now - keep;
        given.forgetOld(now, tooOld);
        generated.forgetOld(now, tooOld);
        int excess = given.finished() + generated.finished() - max;
        if (excess <= 0) {
            return;
        }
        int removable = Math.max(0, generated.finished() - max / GENERATED_SHARE);
        int ofGenerated = Math.min(excess, removable);
        generated.forgetOldest(ofGenerated, now);
        unpublished += given.forgetOldest(excess - ofGenerated, now);
    }
}
