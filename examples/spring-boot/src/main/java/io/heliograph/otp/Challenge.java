package io.heliograph.otp;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A code that somebody asked for, and how far it is. Thread-safe: each look and each change holds its lock. */
final class Challenge {
    /** What a code that was typed is. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** It was right before, and is good once. */
        USED,
        /** Too many were wrong; the right one is too late now. */
        LOCKED,
        EXPIRED
    }

    private final String id;
    private final PhoneNumber number;
    private final byte[] hash;
    private final Instant askedAt;
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
        askedAt = now;
        expiresAt = now.plus(settings.validity());
        attemptsLeft = settings.attempts();
    }

    /** Who knows it may ask and verify; also the key of the SMS, so that there is one at most. */
    String id() {
        return id;
    }

    PhoneNumber number() {
        return number;
    }

    Instant askedAt() {
        return askedAt;
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

    /** What came of the send; empty while it is under way. */
    synchronized Optional<SendOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Takes what came of the send; what is known isn't made unknown again. */
    synchronized void sent(SendOutcome sendOutcome) {
        if (outcome == null || !(sendOutcome instanceof SendOutcome.Unknown)) {
            outcome = sendOutcome;
        }
    }

    /** Holds what was typed against the code. The check is made in any case, so that its time tells nothing. */
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
