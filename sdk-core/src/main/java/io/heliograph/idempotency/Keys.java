package io.heliograph.idempotency;

import static io.heliograph.internal.base.AgeTable.NONE;

import io.heliograph.internal.base.AgeTable;
import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.internal.base.Words;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;

/**
 * The keys of one kind in a shard, oldest first, and how many of them have an outcome. A key is a {@link Claim} while its send is under
 * way; afterwards it is bytes, which have an outcome and no lease. Not thread-safe.
 */
final class Keys {
    private final AgeTable<Claim> all = new AgeTable<>();
    private final Words words;
    private final PackedWriter writer;
    private int finished;

    Keys(Words words) {
        this.words = words;
        writer = new PackedWriter(words);
    }

    /** How many have an outcome. */
    int finished() {
        return finished;
    }

    /** The entry of a key; {@link AgeTable#NONE} if it isn't remembered. */
    int find(IdempotencyKey key) {
        int entry = all.withHash(key.hashCode());
        while (entry != NONE && !isOf(key, entry)) {
            entry = all.withSameHash(entry);
        }
        return entry;
    }

    private boolean isOf(IdempotencyKey key, int entry) {
        Claim claim = all.object(entry);
        return claim != null ? claim.key().equals(key) : PackedClaims.isOf(key, reader(entry));
    }

    private PackedReader reader(int entry) {
        return new PackedReader(words, all.bytes(entry));
    }

    /** The claim of an entry; what is packed is as of now. */
    Claim claim(int entry, IdempotencyKey key, long now) {
        Claim claim = all.object(entry);
        return claim != null ? claim : PackedClaims.read(reader(entry), key, all.time(entry), now);
    }

    void add(Claim claim) {
        all.add(claim.key().hashCode(), claim.claimedAtNanos(), claim);
    }

    /** Moves an entry of the other kind here. */
    void moveFrom(Keys other, int entry) {
        int moved = other.isFinished(entry) ? 1 : 0;
        all.moveFrom(other.all, entry);
        other.finished -= moved;
        finished += moved;
    }

    /** Keeps a claim in place of the one of its key, with the same outcome. */
    void keep(int entry, Claim claim) {
        all.replace(entry, claim);
    }

    /** Ends the lease of a claim that is kept, with an outcome. */
    void finish(int entry, Claim claim, SendOutcome outcome, long now) {
        PackedClaims.write(writer.clear(), claim, outcome, now);
        int more = isFinished(entry) ? 0 : 1;
        all.replace(entry, writer);
        finished += more;
    }

    void remove(int entry) {
        finished -= isFinished(entry) ? 1 : 0;
        all.remove(entry);
    }

    private boolean isFinished(int entry) {
        Claim claim = all.object(entry);
        return claim == null || claim.isFinished();
    }

    /** Forgets keys that are too old, from the oldest on, except those whose lease is held or hadn't ended then. */
    void forgetOld(long now, long tooOld) {
        int entry = all.oldest();
        while (entry != NONE && all.time(entry) <= tooOld) {
            int newer = all.newer(entry);
            Claim claim = all.object(entry);
            if (claim == null || (hadEnded(claim, tooOld) && !claim.isUnderWay(now))) {
                remove(entry);
            }
            entry = newer;
        }
    }

    private static boolean hadEnded(Claim claim, long time) {
        return claim.isFinished() || claim.leaseEndsNanos() <= time;
    }

    /** Forgets the oldest keys that have ended, except those whose lease is held; says how many. */
    int forgetOldest(int count, long now) {
        int left = count;
        int entry = all.oldest();
        while (left > 0 && entry != NONE) {
            int newer = all.newer(entry);
            Claim claim = all.object(entry);
            if (claim == null || (claim.isFinished() && !claim.isUnderWay(now))) {
                remove(entry);
                left--;
            }
            entry = newer;
        }
        return count - left;
    }
}
