package io.heliograph.internal.key;

import io.heliograph.error.SmsException;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.AttemptGuard;
import io.heliograph.internal.guard.StoreFailure;
import io.heliograph.internal.outcome.Replay;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims keys before the first byte and finishes them after the last, so that a key is one SMS. Thread-safe. */
public final class IdempotencyGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    /** Beyond the deadline, for what an attempt takes to end. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Stands for the providers of a bulk send, whose calls aren't noted one by one. */
    public static final String BULK = "";

    public static final String BULK_RAN = "a bulk send ran with this key; its parts have outcomes of their own";

    private static final Duration BULK_LEASE = Duration.ofDays(1);
    private static final Duration MIN_LOOK = Duration.ofMillis(5);
    private static final Duration MAX_LOOK = Duration.ofMillis(250);

    private final IdempotencyStore store;
    private final boolean waits;
    private final Timing timing;
    private final EventPublisher<SmsEventListener> events;

    /**
     * Keys in a store.
     *
     * @param waits whether a second call with a key waits for the first, as long as its deadline allows
     */
    public IdempotencyGuard(
            IdempotencyStore store, boolean waits, Timing timing, EventPublisher<SmsEventListener> events) {
        this.store = store;
        this.waits = waits;
        this.timing = timing;
        this.events = events;
    }

    /**
     * What claiming a key gave: its journal, or what the send with this key became, so that nothing is sent.
     *
     * @param session null where there is an answer
     * @param outcome null where the key is ours
     */
    public record ClaimResult(
            @Nullable ClaimSession session, @Nullable SendOutcome outcome) {
        public SendOutcome outcomeOrThrow() {
            return Objects.requireNonNull(outcome, "answer");
        }
    }

    /**
     * Claims a key.
     *
     * @throws InvalidRequestException if the key names another content
     */
    public ClaimResult open(IdempotencyKey key, Fingerprint fingerprint, Deadline deadline) {
        String owner = UUID.randomUUID().toString();
        Duration look = MIN_LOOK;
        while (true) {
            Duration lease = lease(deadline);
            Deadline leaseEnds = Deadline.after(lease, timing::nanoTime); // begins before the store's, so it ends first
            Claim claim;
            try {
                claim = store.claim(key, fingerprint, owner, lease);
            } catch (RuntimeException e) {
                return new ClaimResult(null, new SendOutcome.Rejected(storeFailed(e), key, List.of()));
            }
            if (claim.owner().equals(owner)) {
                return new ClaimResult(new ClaimSession(claim, leaseEnds), null);
            }
            checkSame(claim, fingerprint);
            SendOutcome answer = answer(claim);
            if (answer == null && !(waits && slept(look, deadline))) {
                answer = unknown(claim, "another call with this key is still under way");
            }
            if (answer != null) {
                return new ClaimResult(null, answer);
            }
            look = look.multipliedBy(2).compareTo(MAX_LOOK) < 0 ? look.multipliedBy(2) : MAX_LOOK;
        }
    }

    private static Duration lease(Deadline deadline) {
        return Duration.ofNanos(Math.max(0, deadline.nanosLeft())).plus(GRACE);
    }

    /**
     * Claims the key of a bulk send, which runs once.
     *
     * @throws InvalidRequestException if the key was used before: what the first run didn't reach needs a key of its own
     * @throws SmsException if the store failed
     */
    public ClaimSession openBulk(IdempotencyKey key, Fingerprint fingerprint) {
        String owner = UUID.randomUUID().toString();
        Deadline leaseEnds = Deadline.after(BULK_LEASE, timing::nanoTime);
        Claim claim;
        try {
            claim = store.claim(key, fingerprint, owner, BULK_LEASE);
            if (claim.owner().equals(owner)) { // noted as an attempt, or its end would read as "nobody was asked"
                claim = store.attempt(claim, BULK).orElse(claim);
            }
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e), List.of());
        }
        if (!claim.owner().equals(owner)) {
            throw new InvalidRequestException(
                    "key",
                    "was used before, and a bulk send runs once; send to those it didn't reach with another key");
        }
        return new ClaimSession(claim, leaseEnds);
    }

    static void checkSame(Claim claim, Fingerprint fingerprint) {
        if (!claim.fingerprint().equals(fingerprint)) {
            throw new InvalidRequestException(
                    "key",
                    "was used for another message: its fingerprint was " + claim.fingerprint() + " and is "
                            + fingerprint + " now; give each message a key of its own");
        }
    }

    /** What a claim of somebody else's says; null while its owner is at work. */
    private @Nullable SendOutcome answer(Claim claim) {
        Optional<SendOutcome> outcome = claim.outcome();
        if (outcome.isPresent()) {
            SendOutcome first = Replay.of(outcome.get());
            events.publish(listener -> listener.replayed(first));
            return first;
        }
        return claim.isLeased() ? null : unknown(claim, "the call with this key ended without noting its outcome");
    }

    private static SendOutcome unknown(Claim claim, String reason) {
        return new SendOutcome.Unknown(claim.provider().orElse(""), reason, claim.key(), List.of(), true);
    }

    private boolean slept(Duration look, Deadline deadline) {
        if (look.toNanos() >= deadline.nanosLeft()) {
            return false;
        }
        try {
            timing.sleep(look);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Failure storeFailed(RuntimeException e) {
        return storeFailed(e, ", so nothing was sent");
    }

    private static Failure storeFailed(RuntimeException e, String what) {
        return StoreFailure.of("idempotency", e, what);
    }

    /** The claim of one send, as its attempts go on. Belongs to one send. */
    public final class ClaimSession implements AttemptGuard {
        private final Deadline leaseEnds;
        private Claim claim;

        private ClaimSession(Claim claim, Deadline leaseEnds) {
            this.claim = claim;
            this.leaseEnds = leaseEnds;
        }

        @Override
        public @Nullable Failure before(SmsProvider provider) {
            try {
                Optional<Claim> next = store.attempt(claim, provider.name());
                if (next.isPresent()) {
                    claim = next.get();
                    return null;
                }
                return Failure.of(ErrorType.DUPLICATE, "the lease of its key has ended, or somebody else has it");
            } catch (RuntimeException e) {
                return storeFailed(e);
            }
        }

        /**
         * Notes how it ended. A no that isn't about the recipient or the text frees the key: nothing was sent, and what was
         * in the way may change.
         *
         * @return the same, or what somebody else has made of it meanwhile where this call sent nothing
         */
        public SendOutcome finish(SendOutcome outcome) {
            boolean free = outcome instanceof SendOutcome.Rejected rejected
                    && (rejected.failure().retryable() || rejected.failure().failover());
            return finish(outcome, free);
        }

        /** The same where it is known whether the key is free after it. */
        public SendOutcome finish(SendOutcome outcome, boolean free) {
            try {
                if (free ? store.release(claim) : store.finish(claim, outcome)) {
                    return outcome;
                }
                LOG.warn("{} was taken over before it ended", claim.key());
                return outcome instanceof SendOutcome.Rejected
                        ? whatStands().orElseGet(() -> doubted(outcome))
                        : outcome;
            } catch (RuntimeException e) {
                warn(claim.key(), e);
                return doubted(outcome);
            }
        }

        /** Frees the key, because nothing was sent. */
        public void forget() {
            if (!noted(claim.key(), () -> store.release(claim))) {
                LOG.warn("{} was taken over before it ended", claim.key());
            }
        }

        /** While the lease lasts nobody takes a key over, so that a no of this call's is one. */
        private SendOutcome doubted(SendOutcome outcome) {
            return outcome instanceof SendOutcome.Rejected && leaseEnds.hasPassed()
                    ? IdempotencyGuard.unknown(
                            claim, "it took longer than its deadline, and somebody else may have sent it meanwhile")
                    : outcome;
        }

        private Optional<SendOutcome> whatStands() {
            return store.find(claim.key()).flatMap(Claim::outcome).map(Replay::of);
        }
    }

    /** Whether it was noted; also where the store failed, because that changes nothing about what happened. */
    private static boolean noted(IdempotencyKey key, BooleanSupplier noting) {
        try {
            return noting.getAsBoolean();
        } catch (RuntimeException e) {
            warn(key, e);
            return true;
        }
    }

    private static void warn(IdempotencyKey key, RuntimeException e) {
        // Its message may hold anything, so it isn't repeated.
        LOG.warn("how {} ended couldn't be noted: {}", key, e.getClass().getName());
    }

    /**
     * What is remembered of a key.
     *
     * @throws InvalidRequestException if nothing is
     * @throws SmsException if the store failed
     */
    Claim find(IdempotencyKey key) {
        return tryFind(key)
                .orElseThrow(() -> new InvalidRequestException(
                        "key",
                        "isn't remembered: it was never sent with, was refused for a passing reason, or is too old"));
    }

    /**
     * What is remembered of a key, if anything is.
     *
     * @throws SmsException if the store failed
     */
    Optional<Claim> tryFind(IdempotencyKey key) {
        try {
            return store.find(key);
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e, ""), List.of());
        }
    }

    /**
     * Takes the lease of a claim whose outcome is unknown, so that nobody else asks, sends or settles meanwhile.
     *
     * @return the claim; empty where it changed since it was seen
     * @throws SmsException if the store failed
     */
    Optional<Claim> lease(Claim seen, Deadline deadline) {
        try {
            return store.lease(seen, UUID.randomUUID().toString(), lease(deadline));
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e, ""), List.of());
        }
    }

    /** Gives a lease back before its end, so that the next who asks needn't wait for that; false if the claim has changed. */
    boolean release(Claim mine) {
        return noted(
                mine.key(), () -> store.lease(mine, mine.owner(), Duration.ZERO).isPresent());
    }

    /**
     * Notes that a send is made again to find out what became of it, before the first byte.
     *
     * @return the claim after it; empty where it changed since it was seen, so that nothing may be sent
     * @throws SmsException if the store failed
     */
    Optional<Claim> noteAttempt(Claim mine, String provider) {
        try {
            return store.attempt(mine, provider);
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e, ""), List.of());
        }
    }

    /**
     * Notes what became of an unknown send, if it is as it was seen; where it was never sent, its key is free again. A no that
     * couldn't be noted is none, because somebody else may have taken the key over since, and have sent.
     */
    boolean finishReconciled(Claim seen, SendOutcome outcome) {
        if (!(outcome instanceof SendOutcome.Rejected)) {
            return noted(seen.key(), () -> store.finish(seen, outcome));
        }
        try {
            return store.release(seen);
        } catch (RuntimeException e) {
            warn(seen.key(), e);
            return false;
        }
    }

    /**
     * Notes what became of an unknown send by its vendor's report, if it is as it was seen.
     *
     * @throws SmsException if the store failed: the vendor reports again only where it hears of that
     */
    boolean finishReported(Claim seen, SendOutcome outcome) {
        try {
            return store.finish(seen, outcome);
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e, ""), List.of());
        }
    }
}
