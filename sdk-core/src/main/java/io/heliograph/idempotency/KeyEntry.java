package io.heliograph.idempotency;

import io.heliograph.internal.base.AgeTable;
import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.internal.base.Words;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import org.jspecify.annotations.Nullable;

/** A key of a memory store: its claim, which is packed into few bytes with its outcome. Used by the thread that has the lock. */
final class KeyEntry extends AgeTable.Entry<KeyEntry> {
    private static final int FINGERPRINT_BYTES = 32;

    /** Before it is what all calls of a process have in common. */
    private static final char NUMBER_OF_CALL = '/';

    /** A claim, or its bytes: the latter have an outcome, and their lease has ended. */
    private Object value;

    /** When it was claimed. */
    private final long since;

    KeyEntry(Claim claim) {
        super(claim.key().hashCode());
        value = claim;
        since = claim.claimedAtNanos();
    }

    long since() {
        return since;
    }

    boolean isOf(IdempotencyKey key, Words words) {
        return value instanceof Claim claim
                ? claim.key().equals(key)
                : reader(words).text().equals(key.value());
    }

    private PackedReader reader(Words words) {
        return new PackedReader(words, (byte[]) value);
    }

    /** Whether it has an outcome. */
    boolean isFinished() {
        return !(value instanceof Claim claim) || claim.isFinished();
    }

    boolean isUnderWay(long now) {
        return value instanceof Claim claim && claim.isUnderWay(now);
    }

    /** Whether it has an outcome, or its lease had ended at a time. */
    boolean hadEnded(long time) {
        return !(value instanceof Claim claim) || claim.isFinished() || claim.leaseEndsNanos() <= time;
    }

    void keep(Claim claim) {
        value = claim;
    }

    /** The claim; what is packed is as of now. */
    Claim claim(IdempotencyKey key, Words words, long now) {
        return value instanceof Claim claim ? claim : unpack(key, reader(words), now);
    }

    /** Keeps a claim with an outcome, whose lease ends now. */
    void pack(Claim claim, SendOutcome outcome, long now, PackedWriter writer) {
        writer.clear();
        writer.text(claim.key().value());
        writer.hex(claim.fingerprint().value());
        writer.wordAndText(claim.owner(), claim.owner().lastIndexOf(NUMBER_OF_CALL) + 1);
        writer.number(Math.min(claim.leaseEndsNanos(), now) - since);
        writer.number(Math.min(claim.lastAttemptEndsNanos(), now) - since);
        writer.number(claim.attempts());
        String provider = claim.provider().orElse(null);
        if (provider != null) {
            writer.word(provider);
        }
        PackedOutcomes.write(writer, outcome, claim.key());
        value = writer.toBytes();
    }

    private Claim unpack(IdempotencyKey key, PackedReader reader, long now) {
        reader.text(); // its key
        Fingerprint fingerprint = new Fingerprint(reader.hex(FINGERPRINT_BYTES));
        String owner = reader.text() + reader.text();
        long leaseEnds = since + reader.number();
        long lastAttemptEnds = since + reader.number();
        int attempts = reader.count();
        @Nullable String provider = attempts == 0 ? null : reader.text();
        SendOutcome outcome = PackedOutcomes.read(reader, key);
        return new Claim(key, fingerprint, owner, since, leaseEnds, lastAttemptEnds, now, attempts, provider, outcome);
    }
}
