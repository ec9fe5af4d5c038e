package io.heliograph.idempotency;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one key: who claimed it for which content, which provider was asked last, and how it ended.
 * Immutable and thread-safe; it holds no number and no text, but for the message in its outcome.
 *
 * <p>All its times are of the store's clock, also the one at which it was read, so that no other clock needs to agree.
 */
public final class Claim {
    private final IdempotencyKey key;
    private final Fingerprint fingerprint;
    private final String owner;
    private final Instant claimedAt;
    private final Instant leaseEnds;
    private final Instant readAt;
    private final Instant lastAttemptEnds;
    private final int attempts;
    private final @Nullable String provider;
    private final @Nullable SendOutcome outcome;

    private Claim(
            IdempotencyKey key,
            Fingerprint fingerprint,
            String owner,
            Instant claimedAt,
            Instant leaseEnds,
            Instant readAt,
            Instant lastAttemptEnds,
            int attempts,
            @Nullable String provider,
            @Nullable SendOutcome outcome) {
        this.key = Objects.requireNonNull(key, "key");
        this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
        this.owner = Objects.requireNonNull(owner, "owner");
        this.claimedAt = Objects.requireNonNull(claimedAt, "claimedAt");
        this.leaseEnds = Objects.requireNonNull(leaseEnds, "leaseEnds");
        this.readAt = Objects.requireNonNull(readAt, "readAt");
        this.lastAttemptEnds = Objects.requireNonNull(lastAttemptEnds, "lastAttemptEnds");
        this.attempts = attempts;
        this.provider = provider;
        this.outcome = outcome;
    }

    /**
     * A claim before any attempt.
     *
     * @param owner names the call that claims, and no other
     * @param now what the store's clock says
     * @param lease how long the owner is taken to be at work
     */
    public static Claim first(IdempotencyKey key, Fingerprint fingerprint, String owner, Instant now, Duration lease) {
        Instant leaseEnds = now.plus(lease);
        return new Claim(key, fingerprint, owner, now, leaseEnds, now, leaseEnds, 0, null, null);
    }

    /** The same in the hands of an owner who finds out what became of it; what is known of its attempts stays. */
    public Claim leased(String newOwner, Instant now, Duration lease) {
        return new Claim(
                key,
                fingerprint,
                newOwner,
                claimedAt,
                now.plus(lease),
                now,
                lastAttemptEnds,
                attempts,
                provider,
                outcome);
    }

    /** The same after one more attempt, at a provider: it ends within the lease, or its process has died. */
    public Claim attempting(String newProvider) {
        return new Claim(
                key, fingerprint, owner, claimedAt, leaseEnds, readAt, leaseEnds, attempts + 1, newProvider, outcome);
    }

    /** The same with its end, which is also that of the lease. */
    public Claim finished(SendOutcome newOutcome, Instant now) {
        return new Claim(
                key,
                fingerprint,
                owner,
                claimedAt,
                earlier(leaseEnds, now),
                now,
                earlier(lastAttemptEnds, now),
                attempts,
                provider,
                newOutcome);
    }

    /** The same as the store reads it at a time. */
    public Claim readAt(Instant now) {
        return new Claim(
                key, fingerprint, owner, claimedAt, leaseEnds, now, lastAttemptEnds, attempts, provider, outcome);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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

    /** When the last attempt had ended, at the latest. */
    public Instant lastAttemptEnds() {
        return lastAttemptEnds;
    }

    /** Whether its owner was taken to be at work when this was read: sending, or finding out what became of it. */
    public boolean isLeased() {
        return isOpen() && readAt.isBefore(leaseEnds);
    }

    /** How long ago the key had been claimed when this was read: no attempt is older. */
    public Duration sinceClaim() {
        return since(claimedAt);
    }

    /** For how long no attempt had been under way when this was read; 0 where one may have been. */
    public Duration sinceLastAttempt() {
        return since(lastAttemptEnds);
    }

    /** For how long nobody had been at work on it when this was read; 0 where somebody may have been. */
    public Duration sinceLease() {
        return since(leaseEnds);
    }

    private Duration since(Instant end) {
        return readAt.isBefore(end) ? Duration.ZERO : Duration.between(end, readAt);
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
