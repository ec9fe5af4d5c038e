package io.heliograph.idempotency;

import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import org.jspecify.annotations.Nullable;

/** Packs claims with an outcome, whose leases have ended, into few bytes; without the time of the claim. Thread-safe. */
final class PackedClaims {
    private static final int FINGERPRINT_BYTES = 32;

    /** Before it is what all calls of a process have in common. */
    private static final char NUMBER_OF_CALL = '/';

    private PackedClaims() {}

    /** Writes a claim with an outcome, whose lease ends now. */
    static void write(PackedWriter to, Claim claim, SendOutcome outcome, long now) {
        long since = claim.claimedAtNanos();
        to.text(claim.key().value());
        to.hex(claim.fingerprint().value());
        to.wordAndText(claim.owner(), claim.owner().lastIndexOf(NUMBER_OF_CALL) + 1);
        to.number(Math.min(claim.leaseEndsNanos(), now) - since);
        to.number(Math.min(claim.lastAttemptEndsNanos(), now) - since);
        to.number(claim.attempts());
        String provider = claim.provider().orElse(null);
        if (provider != null) {
            to.word(provider);
        }
        PackedOutcomes.write(to, outcome, claim.key());
    }

    /** Whether the claim to be read is this key's. */
    static boolean isOf(IdempotencyKey key, PackedReader from) {
        return from.text().equals(key.value());
    }

    /**
     * Reads a claim.
     *
     * @param since when it was claimed
     * @param now when the store reads it
     */
    static Claim read(PackedReader from, IdempotencyKey key, long since, long now) {
        from.text(); // its key
        Fingerprint fingerprint = new Fingerprint(from.hex(FINGERPRINT_BYTES));
        String owner = from.text() + from.text();
        long leaseEnds = since + from.number();
        long lastAttemptEnds = since + from.number();
        int attempts = from.count();
        @Nullable String provider = attempts == 0 ? null : from.text();
        SendOutcome outcome = PackedOutcomes.read(from, key);
        return new Claim(key, fingerprint, owner, since, leaseEnds, lastAttemptEnds, now, attempts, provider, outcome);
    }
}
