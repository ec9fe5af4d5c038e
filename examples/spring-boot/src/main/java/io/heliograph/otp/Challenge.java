package io.heliograph.otp;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A code that was requested, and its state. Thread-safe: each read and each change holds its lock. */
final class Challenge {
    /** The result of a verification. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** It was verified before; a code is valid once. */
        USED,
        /** Too many wrong codes; the right one isn't accepted any more. */
        LOCKED,
        EXPIRED
    }

    private final String id;
    private final PhoneNumber number;
    private final byte[] hash;
    private final Instant requestedAt;
    private final Instant expiresAt;
    // Guarded by this.
    private int attemptsLeft;
    private boolean verified;
    // Null until the send has ended.
    private @Nullable SendOutcome outcome;

    Challenge(String id, PhoneNumber number, byte[] hash, Instant now, OtpSettings settings) {
        this.id = id;
        this.number = number;
        this.hash = hash.clone();
        requestedAt = now;
        expiresAt = now.plus(settings.validity());
        attemptsLeft = settings.attempts();
    }

    /** The id, which allows a client to query and verify; also the idempotency key of the SMS, so that there is one at most. */
    String id() {
        return id;
    }

    PhoneNumber number() {
        return number;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    synchronized int attemptsLeft() {
        return attemptsLeft;
    }

    synchronized boolean isVerified() {
        return verified;
    }

    /** The outcome of the send; empty while it is under way. */
    synchronized Optional<SendOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Records the outcome of the send; an Unknown doesn't replace a known outcome. */
    synchronized void sent(SendOutcome sendOutcome) {
        if (outcome == null || !(sendOutcome instanceof SendOutcome.Unknown)) {
            outcome = sendOutcome;
        }
    }

    /** Compares a typed code with this one, in any state, so that the time of the comparison reveals nothing. */
    synchronized Verdict verify(byte[] typed, Instant now) {
        boolean right = CodeHash.same(hash, typed);
        if (verified) {
            return Verdict.USED;
        }
        if (!now.isBefore(expiresAt)) {
            return Verdict.EXPIRED;
        }
        if (attemptsLeft == 0) {
            return Verdict.LOCKED;
        }
        if (right) {
            verified = true;
            return Verdict.RIGHT;
        }
        attemptsLeft--;
        return attemptsLeft == 0 ? Verdict.LOCKED : Verdict.WRONG;
    }

    @Override
    public String toString() {
        return "Challenge[" + id + "]";
    }
}
