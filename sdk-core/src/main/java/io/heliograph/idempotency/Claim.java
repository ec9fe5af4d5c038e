package io.heliograph.idempotency;

import io.heliograph.internal.base.EpochNanos;
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

    /** This time and the next three are {@linkplain EpochNanos nanoseconds since 1970}. */
    private final long claimedAt;

    private final long leaseEnds;
    private final long lastAttemptEnds;
    private final long readAt;
    private final int attempts;
    private final @Nullable String provider;
    private final @Nullable SendOutcome outcome;

    Claim(
            IdempotencyKey key,
            Fingerprint fingerprint,
            String owner,
            long claimedAt,
            long leaseEnds,
            long lastAttemptEnds,
            long readAt,
            int attempts,
            @Nullable String provider,
            @Nullable SendOutcome outcome) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.owner = owner;
        this.claimedAt = claimedAt;
        this.leaseEnds = Math.max(claimedAt, leaseEnds);
        this.lastAttemptEnds = Math.max(claimedAt, lastAttemptEnds);
        this.readAt = readAt;
        this.attempts = attempts;
        this.provider = provider;
        this.outcome = outcome;
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
        return first(key, fingerprint, owner, EpochNanos.of(now), EpochNanos.of(lease));
    }

    static Claim first(IdempotencyKey key, Fingerprint fingerprint, String owner, long now, long lease) {
        long leaseEnds = EpochNanos.plus(now, lease);
        return new Claim(key, fingerprint, owner, now, leaseEnds, leaseEnds, now, 0, null, null);
    }

    /** A copy whose lease a reconciling owner has taken; its attempts stay. */
    public Claim leased(String newOwner, Instant now, Duration lease) {
        return leased(newOwner, EpochNanos.of(now), EpochNanos.of(lease));
    }

    Claim leased(String newOwner, long now, long lease) {
        return new Claim(
                key,
                fingerprint,
                newOwner,
                claimedAt,
                EpochNanos.plus(now, lease),
                lastAttemptEnds,
                now,
                attempts,
                provider,
                outcome);
    }

    /** A copy with one more attempt at a provider, which ends within the lease, or its process has died. */
    public Claim withAttempt(String newProvider) {
        return withAttempt(newProvider, readAt);
    }

    /** The same, with the time at which the store reads it. */
    Claim withAttempt(String newProvider, long now) {
        return new Claim(
                key,
                fingerprint,
                owner,
                claimedAt,
                leaseEnds,
                leaseEnds,
                now,
                attempts + 1,
                Objects.requireNonNull(newProvider, "newProvider"),
                outcome);
    }

    /** A copy with an outcome, which ends the lease. */
    public Claim withOutcome(SendOutcome newOutcome, Instant now) {
        long end = EpochNanos.of(now);
        return new Claim(
                key,
                fingerprint,
                owner,
                claimedAt,
                Math.min(leaseEnds, end),
                Math.min(lastAttemptEnds, end),
                end,
                attempts,
                provider,
                Objects.requireNonNull(newOutcome, "newOutcome"));
    }

    /** A copy with the time at which the store reads it. */
    public Claim readAt(Instant now) {
        return readAt(EpochNanos.of(now));
    }

    Claim readAt(long now) {
        return new Claim(
                key, fingerprint, owner, claimedAt, leaseEnds, lastAttemptEnds, now, attempts, provider, outcome);
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
        return EpochNanos.instant(claimedAt);
    }

    /** When the owner's lease ends. */
    public Instant leaseEnds() {
        return EpochNanos.instant(leaseEnds);
    }

    long claimedAtNanos() {
        return claimedAt;
    }

    long leaseEndsNanos() {
        return leaseEnds;
    }

    long lastAttemptEndsNanos() {
        return lastAttemptEnds;
    }

    /** The latest time at which the last attempt ended. */
    public Instant lastAttemptEnds() {
        return EpochNanos.instant(lastAttemptEnds);
    }

    /** Whether its owner held the lease when this was read: sending, or reconciling. */
    public boolean isLeased() {
        return isUnderWay(readAt);
    }

    boolean isUnderWay(long now) {
        return isUnresolved() && now < leaseEnds;
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

    private Duration since(long end) {
        return readAt < end ? Duration.ZERO : Duration.between(EpochNanos.instant(end), EpochNanos.instant(readAt));
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

    boolean isFinished() {
        return outcome != null;
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
            return new Claim(
                    key,
                    fingerprint,
                    Objects.requireNonNull(owner, "owner"),
                    nanos(claimedAt),
                    nanos(leaseEnds),
                    nanos(lastAttemptEnds),
                    nanos(readAt),
                    attempts,
                    provider,
                    outcome);
        }

        private static long nanos(@Nullable Instant time) {
            return EpochNanos.of(Objects.requireNonNull(time, "time"));
        }

        private static void require(Violations violations, String field, @Nullable Instant time) {
            if (time == null) {
                violations.add(field, "is missing");
            }
        }
    }
}
