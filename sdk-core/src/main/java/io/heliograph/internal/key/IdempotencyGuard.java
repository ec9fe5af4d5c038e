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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims an idempotency key before a send's first byte and records its outcome, so that a key is at most one SMS.
 * Thread-safe.
 */
public final class IdempotencyGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    /** How much longer than the deadline a lease is, because an attempt takes time to end. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The provider name in the claim of a bulk send, whose calls aren't recorded one by one. */
    public static final String BULK = "";

    public static final String BULK_RAN = "a bulk send ran with this key; its parts have outcomes of their own";

    private static final Duration BULK_LEASE = Duration.ofDays(1);
    private static final Duration MIN_INTERVAL = Duration.ofMillis(5);
    private static final Duration MAX_INTERVAL = Duration.ofMillis(250);

    private final IdempotencyStore store;
    private final boolean waits;
    private final Timing timing;
    private final EventPublisher<SmsEventListener> events;
    private final String process = UUID.randomUUID() + "/";
    private final AtomicLong calls = new AtomicLong();

    /**
     * Makes a guard.
     *
     * @param waits whether a second call with a key waits for the outcome of the first, as long as its deadline allows
     */
    public IdempotencyGuard(
            IdempotencyStore store, boolean waits, Timing timing, EventPublisher<SmsEventListener> events) {
        this.store = store;
        this.waits = waits;
        this.timing = timing;
        this.events = events;
    }

    /** A name that no other call has, of any process: the random part is made once, because that takes a lock. */
    private String nextOwner() {
        return process.concat(Long.toString(calls.incrementAndGet()));
    }

    /**
     * The result of claiming a key: a session for this send, or the outcome of the earlier send, so that nothing is sent.
     *
     * @param session null where there is an outcome
     * @param outcome null where this call has claimed the key
     */
    public record ClaimResult(
            @Nullable ClaimSession session, @Nullable SendOutcome outcome) {
        public SendOutcome outcomeOrThrow() {
            return Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Claims a key.
     *
     * @throws InvalidRequestException if the key was used for another content
     */
    public ClaimResult open(IdempotencyKey key, Fingerprint fingerprint, Deadline deadline) {
        String owner = nextOwner();
        Duration interval = MIN_INTERVAL;
        while (true) {
            Duration lease = lease(deadline);
            Deadline leaseEnds =
                    Deadline.after(lease, timing::nanoTime); // starts before the store's lease, so it ends first
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
            SendOutcome outcome = existingOutcome(claim);
            if (outcome == null && !(waits && slept(interval, deadline))) {
                outcome = unknown(claim, "another call with this key is still under way");
            }
            if (outcome != null) {
                return new ClaimResult(null, outcome);
            }
            interval = interval.multipliedBy(2).compareTo(MAX_INTERVAL) < 0 ? interval.multipliedBy(2) : MAX_INTERVAL;
        }
    }

    private static Duration lease(Deadline deadline) {
        return Duration.ofNanos(Math.max(0, deadline.nanosLeft())).plus(GRACE);
    }

    /**
     * Claims the key of a bulk send, which runs once.
     *
     * @throws InvalidRequestException if the key was used before: recipients that the first run didn't reach need another key
     * @throws SmsException if the store failed
     */
    public ClaimSession openBulk(IdempotencyKey key, Fingerprint fingerprint) {
        String owner = nextOwner();
        Deadline leaseEnds = Deadline.after(BULK_LEASE, timing::nanoTime);
        Claim claim;
        try {
            claim = store.claim(key, fingerprint, owner, BULK_LEASE);
            // Recorded as an attempt, or reconciling it would find "no provider was asked".
            if (claim.owner().equals(owner)) {
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

    /** The outcome of another call's claim; null while its owner holds the lease. */
    private @Nullable SendOutcome existingOutcome(Claim claim) {
        Optional<SendOutcome> outcome = claim.outcome();
        if (outcome.isPresent()) {
            SendOutcome replay = Replay.of(outcome.get());
            events.publish(listener -> listener.replayed(replay));
            return replay;
        }
        return claim.isLeased() ? null : unknown(claim, "the call with this key ended without noting its outcome");
    }

    private static SendOutcome unknown(Claim claim, String reason) {
        return new SendOutcome.Unknown(claim.provider().orElse(""), reason, claim.key(), List.of(), true);
    }

    private boolean slept(Duration interval, Deadline deadline) {
        if (interval.toNanos() >= deadline.nanosLeft()) {
            return false;
        }
        try {
            timing.sleep(interval);
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

    /** The claim of one send while its attempts are made. Belongs to one send. */
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
                return Failure.of(ErrorType.DUPLICATE, "the lease of its key has ended, or another call has it");
            } catch (RuntimeException e) {
                return storeFailed(e);
            }
        }

        /**
         * Records the outcome. A rejection that isn't about the recipient or the text frees the key: nothing was sent, and a
         * later send may succeed.
         *
         * @return the same outcome, or that of another call which took the key over, where this call sent nothing
         */
        public SendOutcome finish(SendOutcome outcome) {
            boolean free = outcome instanceof SendOutcome.Rejected rejected
                    && (rejected.failure().retryable() || rejected.failure().failover());
            return finish(outcome, free);
        }

        /** Records the outcome, and frees the key if {@code free}. */
        public SendOutcome finish(SendOutcome outcome, boolean free) {
            try {
                if (free ? store.release(claim) : store.finish(claim, outcome)) {
                    return outcome;
                }
                LOG.warn("{} was taken over before it ended", claim.key());
                return outcome instanceof SendOutcome.Rejected
                        ? recordedOutcome().orElseGet(() -> unknownIfLeaseEnded(outcome))
                        : outcome;
            } catch (RuntimeException e) {
                warn(claim.key(), e);
                return unknownIfLeaseEnded(outcome);
            }
        }

        /** Frees the key, because nothing was sent. */
        public void release() {
            if (!isRecorded(claim.key(), () -> store.release(claim))) {
                LOG.warn("{} was taken over before it ended", claim.key());
            }
        }

        /** Nobody takes a key over while its lease lasts, so a rejection within it is certain; after it, it is unknown. */
        private SendOutcome unknownIfLeaseEnded(SendOutcome outcome) {
            return outcome instanceof SendOutcome.Rejected && leaseEnds.hasPassed()
                    ? IdempotencyGuard.unknown(
                            claim, "it took longer than its deadline, and another call may have sent it meanwhile")
                    : outcome;
        }

        private Optional<SendOutcome> recordedOutcome() {
            return store.find(claim.key()).flatMap(Claim::outcome).map(Replay::of);
        }
    }

    /** Whether it was recorded; also true where the store failed, because the outcome stands all the same. */
    private static boolean isRecorded(IdempotencyKey key, BooleanSupplier recording) {
        try {
            return recording.getAsBoolean();
        } catch (RuntimeException e) {
            warn(key, e);
            return true;
        }
    }

    private static void warn(IdempotencyKey key, RuntimeException e) {
        LOG.warn("the outcome of {} couldn't be recorded: {}", key, e.getClass().getName());
    }

    /**
     * The claim of a key.
     *
     * @throws InvalidRequestException if there is none
     * @throws SmsException if the store failed
     */
    Claim find(IdempotencyKey key) {
        return tryFind(key)
                .orElseThrow(() -> new InvalidRequestException(
                        "key",
                        "isn't remembered: it was never used, was rejected for a temporary reason, or is too old"));
    }

    /**
     * The claim of a key, if there is one.
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
     * Takes the lease of a claim whose outcome is unknown, so that no other call queries, sends or reconciles meanwhile.
     *
     * @return the claim; empty where it has changed since it was read
     * @throws SmsException if the store failed
     */
    Optional<Claim> lease(Claim seen, Deadline deadline) {
        try {
            return store.lease(seen, nextOwner(), lease(deadline));
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e, ""), List.of());
        }
    }

    /** Releases a lease early, so that the next call needn't wait for its end; false if the claim has changed. */
    boolean release(Claim mine) {
        return isRecorded(
                mine.key(), () -> store.lease(mine, mine.owner(), Duration.ZERO).isPresent());
    }

    /**
     * Records before the first byte that a send is repeated to reconcile it.
     *
     * @return the claim after it; empty where it has changed since it was read, so that nothing may be sent
     * @throws SmsException if the store failed
     */
    Optional<Claim> recordAttempt(Claim mine, String provider) {
        try {
            return store.attempt(mine, provider);
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e, ""), List.of());
        }
    }

    /**
     * Records the outcome of an unknown send if its claim hasn't changed; a rejection frees its key. A rejection that couldn't
     * be recorded doesn't count, because another call may have taken the key over since, and have sent.
     */
    boolean finishReconciled(Claim seen, SendOutcome outcome) {
        if (!(outcome instanceof SendOutcome.Rejected)) {
            return isRecorded(seen.key(), () -> store.finish(seen, outcome));
        }
        try {
            return store.release(seen);
        } catch (RuntimeException e) {
            warn(seen.key(), e);
            return false;
        }
    }

    /**
     * Records the outcome of an unknown send from its vendor's report, if its claim hasn't changed.
     *
     * @throws SmsException if the store failed: the vendor retries its webhook only if that fails
     */
    boolean finishReported(Claim seen, SendOutcome outcome) {
        try {
            return store.finish(seen, outcome);
        } catch (RuntimeException e) {
            throw SmsException.of(storeFailed(e, ""), List.of());
        }
    }
}
