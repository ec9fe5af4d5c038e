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
     * Begins a claim that a store makes again of what it has kept: everything that {@link #key()}, {@link #fingerprint()},
     * {@link #owner()}, {@link #claimedAt()}, {@link #leaseEnds()}, {@link #lastAttemptEnds()}, {@link #attempts()},
     * {@link #provider()} and {@link #outcome()} gave.
     */
    public static Builder stored(IdempotencyKey key, Fingerprint fingerprint) {
        return new Builder(key, fingerprint);
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
        return new Builder(key, fingerprint)
                .owner(owner)
                .claimedAt(now)
                .leaseEnds(leaseEnds)
                .lastAttemptEnds(leaseEnds)
                .readAt(now)
                .make();
    }

    /** The same in the hands of an owner who finds out what became of it; what is known of its attempts stays. */
    public Claim leased(String newOwner, Instant now, Duration lease) {
        return copy().owner(newOwner).leaseEnds(now.plus(lease)).readAt(now).make();
    }

    /** The same after one more attempt, at a provider: it ends within the lease, or its process has died. */
    public Claim withAttempt(String newProvider) {
        return copy().lastAttemptEnds(leaseEnds)
                .attempts(attempts + 1, newProvider)
                .make();
    }

    /** The same with its end, which is also that of the lease. */
    public Claim withOutcome(SendOutcome newOutcome, Instant now) {
        return copy().leaseEnds(earlier(leaseEnds, now))
                .lastAttemptEnds(earlier(lastAttemptEnds, now))
                .readAt(now)
                .outcome(newOutcome)
                .make();
    }

    /** The same as the store reads it at a time. */
    public Claim readAt(Instant now) {
        return copy().readAt(now).make();
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

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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

    /** When the key was claimed. */
    public Instant claimedAt() {
        return claimedAt;
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
        return isUnresolved() && readAt.isBefore(leaseEnds);
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
    public boolean isUnresolved() {
        return outcome == null || outcome instanceof SendOutcome.Unknown;
    }

    @Override
    public String toString() {
        return "Claim[" + key + ", " + attempts + " attempts" + (provider == null ? "" : ", last at " + provider)
                + (outcome == null ? ", not finished" : ", finished") + "]";
    }

    /** Takes what a store has kept of a claim. Not thread-safe. */
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

        /** Names the call that claimed the key, or took the lease since. */
        public Builder owner(String name) {
            owner = name;
            return this;
        }

        public Builder claimedAt(Instant time) {
            claimedAt = time;
            return this;
        }

        /** Until when the owner is taken to be at work; a time before the claim, by a clock that was set back, counts as the claim's. */
        public Builder leaseEnds(Instant time) {
            leaseEnds = time;
            return this;
        }

        /** When the last attempt had ended, at the latest: before the first, the end of the lease; never before the claim. */
        public Builder lastAttemptEnds(Instant time) {
            lastAttemptEnds = time;
            return this;
        }

        /** When the store read all this, by its own clock. */
        public Builder readAt(Instant time) {
            readAt = time;
            return this;
        }

        /**
         * The attempts that were noted; none by default.
         *
         * @param count how many, 1 or more
         * @param lastProvider whom the last of them asked
         */
        public Builder attempts(int count, String lastProvider) {
            attempts = count;
            provider = Objects.requireNonNull(lastProvider, "lastProvider");
            return this;
        }

        /** How the send ended; it hasn't by default. */
        public Builder outcome(SendOutcome newOutcome) {
            outcome = Objects.requireNonNull(newOutcome, "outcome");
            return this;
        }

        /**
         * Makes the claim.
         *
         * @throws io.heliograph.message.InvalidRequestException naming each part that is missing or can't be
         */
        public Claim build() {
            Violations faults = new Violations();
            if (owner == null || owner.isEmpty()) {
                faults.add("owner", "is missing");
            }
            require(faults, "claimedAt", claimedAt);
            require(faults, "leaseEnds", leaseEnds);
            require(faults, "lastAttemptEnds", lastAttemptEnds);
            require(faults, "readAt", readAt);
            if (provider == null ? attempts != 0 : attempts < 1) {
                faults.add("attempts", "is " + attempts + "; it must be 1 or more");
            }
            faults.throwIfAny();
            return make();
        }

        private static void require(Violations faults, String field, @Nullable Instant time) {
            if (time == null) {
                faults.add(field, "is missing");
            }
        }

        private Claim make() {
            return new Claim(this);
        }
    }
}
