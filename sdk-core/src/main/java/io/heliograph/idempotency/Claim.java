package io.heliograph.idempotency;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one key: who claimed it for which content, which provider was asked last, and how it ended.
 * Immutable and thread-safe; it holds no number and no text, but for the message in its outcome.
 */
public final class Claim {
    private final IdempotencyKey key;
    private final Fingerprint fingerprint;
    private final String owner;
    private final Instant leaseEnds;
    private final int attempts;
    private final @Nullable String provider;
    private final @Nullable SendOutcome outcome;

    private Claim(
            IdempotencyKey key,
            Fingerprint fingerprint,
            String owner,
            Instant leaseEnds,
            int attempts,
            @Nullable String provider,
            @Nullable SendOutcome outcome) {
        this.key = Objects.requireNonNull(key, "key");
        this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
        this.owner = Objects.requireNonNull(owner, "owner");
        this.leaseEnds = Objects.requireNonNull(leaseEnds, "leaseEnds");
        this.attempts = attempts;
        this.provider = provider;
        this.outcome = outcome;
    }

    /**
     * A claim before any attempt.
     *
     * @param owner names the call that claims, and no other
     * @param leaseEnds after it the owner is taken for dead
     */
    public static Claim first(IdempotencyKey key, Fingerprint fingerprint, String owner, Instant leaseEnds) {
        return new Claim(key, fingerprint, owner, leaseEnds, 0, null, null);
    }

    /** The same after one more attempt, at a provider. */
    public Claim attempting(String newProvider) {
        return new Claim(key, fingerprint, owner, leaseEnds, attempts + 1, newProvider, outcome);
    }

    /** The same with another end of its lease. */
    Claim leasedUntil(Instant newLeaseEnds) {
        return new Claim(key, fingerprint, owner, newLeaseEnds, attempts, provider, outcome);
    }

    /** The same with its end. */
    public Claim finished(SendOutcome newOutcome) {
        return new Claim(key, fingerprint, owner, leaseEnds, attempts, provider, newOutcome);
    }

    public IdempotencyKey key() {
        return key;
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Names the call that claimed the key. */
    public String owner() {
        return owner;
    }

    /** Until when the owner is taken to be at work. */
    public Instant leaseEnds() {
        return leaseEnds;
    }

    /** How many attempts were noted. */
    public int attempts() {
        return attempts;
    }

    /** The provider of the last attempt; empty before the first. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** How the send ended; empty while it runs, and for ever where its process died. */
    public Optional<SendOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whether what is remembered may still become an outcome: there is none yet, or an unknown one. */
    public boolean isOpen() {
        return outcome == null || outcome instanceof SendOutcome.Unknown;
    }

    @Override
    public String toString() {
        return "Claim[" + key + ", " + attempts + " attempts" + (provider == null ? "" : ", last at " + provider)
                + (outcome == null ? ", not finished" : ", finished") + "]";
    }
}
