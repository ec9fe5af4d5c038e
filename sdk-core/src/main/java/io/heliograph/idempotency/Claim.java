package io.heliograph.idempotency;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of one idempotency key: its owner, the fingerprint of its content, the last provider and the outcome.
 * Immutable and thread-safe; it holds no number and no text, except the message in its outcome.
 *
 * <p>All its times, including the time of reading, are of the store's clock, so no other clock needs to agree with it.
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

    private Claim(Builder row) {
        key = row.key;
        fingerprint = row.fingerprint;
        owner = Objects.requireNonNull(row.owner, "owner");
        claimedAt = Objects.requireNonNull(row.claimedAt, "claimedAt");
        leaseEnds = later(claimedAt, Objects.requireNonNull(row.leaseEnds, "leaseEnds"));
        lastAttemptEnds = later(claimedAt, Objects.requireNonNull(row.lastAttemptEnds, "lastAttemptEnds"));
        readAt = Objects.requireNonNull(row.readAt, "readAt");
        attempts = row.attempts;
        provider = row.provider;
        outcome = row.outcome;
    }

    /**
     * Begins a claim that a store restores from a row: everything that {@link #key()}, {@link #fingerprint()},
     * {@link #owner()}, {@link #claimedAt()}, {@link #leaseEnds()}, {@link #lastAttemptEnds()}, {@link #attempts()},
     * {@link #provider()} and {@link #outcome()} returned.
     */
    public static Builder stored(IdempotencyKey key, Fingerprint fingerprint) {
        return new Builder(key, fingerprint);
    }

    /**
     * Makes a claim before any attempt.
     *
     * @param owner the unique name of the claiming call
     * @param now the time by the store's clock
     * @param lease how long the owner holds the lease
     */
    public static Claim first(IdempotencyKey key, Fingerprint fingerprint, String owner, Instant now, Duration lease) {
        Instant leaseEnds = now.plus(lease);
        return new Builder(key, fingerprint)
                .owner(owner)
                .claimedAt(now)
                .leaseEnds(leaseEnds)
                .lastAttemptEnds(leaseEnds)
                .readAt(now)
                .create();
    }

    /** A copy whose lease a reconciling owner has taken; its attempts stay. */
    public Claim leased(String newOwner, Instant now, Duration lease) {
        return copy().owner(newOwner).leaseEnds(now.plus(lease)).readAt(now).create();
    }

    /** A copy with one more attempt at a provider, which ends within the lease, or its process has died. */
    public Claim withAttempt(String newProvider) {
        return copy().lastAttemptEnds(leaseEnds)
                .attempts(attempts + 1, newProvider)
                .create();
    }

    /** A copy with an outcome, which ends the lease. */
    public Claim withOutcome(SendOutcome newOutcome, Instant now) {
        return copy().leaseEnds(earlier(leaseEnds, now))
                .lastAttemptEnds(earlier(lastAttemptEnds, now))
                .readAt(now)
                .outcome(newOutcome)
                .create();
    }

    /** A copy with the time at which the store reads it. */
    public Claim readAt(Instant now) {
        return copy().readAt(now).create();
    }

    private Builder copy() {
        Builder copy = new Builder(key, fingerprint)
                .owner(owner)
                .claimedAt(claimedAt)
                .leaseEnds(leaseEnds)
                .lastAttemptEnds(lastAttemptEnds)
                .readAt(readAt);
        copy.attempts = attempts;
        copy.provider = provider;
        copy.outcome = outcome;
        return copy;
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    public IdempotencyKey key() {
        return key;
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** The unique name of the call that claimed the key, or took the lease since. */
    public String owner() {
        return owner;
    }

    /** When the key was claimed. */
    public Instant claimedAt() {
        return claimedAt;
    }

    /** When the owner's lease ends. */
    public Instant leaseEnds() {
        return leaseEnds;
    }

    /** The latest time at which the last attempt ended. */
    public Instant lastAttemptEnds() {
        return lastAttemptEnds;
    }

    /** Whether its owner held the lease when this was read: sending, or reconciling. */
    public boolean isLeased() {
        return isUnresolved() && readAt.isBefore(leaseEnds);
    }

    /** The time from the claim to the reading; no attempt is older. */
    public Duration sinceClaim() {
        return since(claimedAt);
    }

    /** The time from the last attempt's end to the reading; 0 where an attempt may be under way. */
    public Duration sinceLastAttempt() {
        return since(lastAttemptEnds);
    }

    /** The time from the lease's end to the reading; 0 where the lease is held. */
    public Duration sinceLease() {
        return since(leaseEnds);
    }

    private Duration since(Instant end) {
        return readAt.isBefore(end) ? Duration.ZERO : Duration.between(end, readAt);
    }

    /** The number of recorded attempts. */
    public int attempts() {
        return attempts;
    }

    /** The provider of the last attempt; empty before the first. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** The outcome of the send; empty while it runs, and for ever where its process died. */
    public Optional<SendOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whether the outcome may still change: there is none yet, or an unknown one. */
    public boolean isUnresolved() {
        return outcome == null || outcome instanceof SendOutcome.Unknown;
    }

    @Override
    public String toString() {
        return "Claim[" + key + ", " + attempts + " attempts" + (provider == null ? "" : ", last at " + provider)
                + (outcome == null ? ", not finished" : ", finished") + "]";
    }

    /** Builder of a claim from a stored row. Not thread-safe. */
    public static final class Builder {
        private final IdempotencyKey key;
        private final Fingerprint fingerprint;
        private @Nullable String owner;
        private @Nullable Instant claimedAt;
        private @Nullable Instant leaseEnds;
        private @Nullable Instant lastAttemptEnds;
        private @Nullable Instant readAt;
        private int attempts;
        private @Nullable String provider;
        private @Nullable SendOutcome outcome;

        private Builder(IdempotencyKey key, Fingerprint fingerprint) {
            this.key = Objects.requireNonNull(key, "key");
            this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
        }

        /** Sets the unique name of the call that claimed the key, or took the lease since. */
        public Builder owner(String name) {
            owner = name;
            return this;
        }

        public Builder claimedAt(Instant time) {
            claimedAt = time;
            return this;
        }

        /**
         * Sets when the owner's lease ends; a time before the claim, by a clock that was set back, counts as the claim's.
         */
        public Builder leaseEnds(Instant time) {
            leaseEnds = time;
            return this;
        }

        /** Sets the latest end of the last attempt: before the first, the end of the lease; never before the claim. */
        public Builder lastAttemptEnds(Instant time) {
            lastAttemptEnds = time;
            return this;
        }

        /** Sets when the store read the row, by its own clock. */
        public Builder readAt(Instant time) {
            readAt = time;
            return this;
        }

        /**
         * Sets the recorded attempts; none by default.
         *
         * @param count how many, 1 or more
         * @param lastProvider the provider of the last attempt
         */
        public Builder attempts(int count, String lastProvider) {
            attempts = count;
            provider = Objects.requireNonNull(lastProvider, "lastProvider");
            return this;
        }

        /** Sets the outcome; none by default. */
        public Builder outcome(SendOutcome newOutcome) {
            outcome = Objects.requireNonNull(newOutcome, "outcome");
            return this;
        }

        /**
         * Builds the claim.
         *
         * @throws io.heliograph.message.InvalidRequestException naming each field that is missing or invalid
         */
        public Claim build() {
            Violations violations = new Violations();
            if (owner == null || owner.isEmpty()) {
                violations.add("owner", "is missing");
            }
            require(violations, "claimedAt", claimedAt);
            require(violations, "leaseEnds", leaseEnds);
            require(violations, "lastAttemptEnds", lastAttemptEnds);
            require(violations, "readAt", readAt);
            if (provider == null ? attempts != 0 : attempts < 1) {
                violations.add("attempts", "is " + attempts + "; it must be 1 or more");
            }
            violations.throwIfAny();
            return create();
        }

        private static void require(Violations violations, String field, @Nullable Instant time) {
            if (time == null) {
                violations.add(field, "is missing");
            }
        }

        private Claim create() {
            return new Claim(this);
        }
    }
}
