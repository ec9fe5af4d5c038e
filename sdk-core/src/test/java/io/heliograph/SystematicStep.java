package io.heliograph;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a process of a systematic exploration is about to do next, in the eyes of others.
 *
 * @param provider the place of the provider in question; less than 0 for none
 * @param claim the claim that a step of the store's is about
 * @param time how long the lease or the wait is, or how much of its deadline a request has left
 * @param end what a call ended with: an outcome, an exception, or nothing
 */
record SystematicStep(
        Kind kind,
        int provider,
        @Nullable Claim claim,
        @Nullable String owner,
        Duration time,
        @Nullable Fingerprint print,
        @Nullable Object end) {
    /** What is done. */
    enum Kind {
        CLAIM,
        LEASE,
        ATTEMPT,
        FINISH,
        RELEASE,
        FIND,
        POST,
        ANSWER,
        ASK,
        HEAR,
        SLEEP,
        REPORT,
        END;

        boolean isOfStore() {
            return compareTo(FIND) <= 0;
        }
    }

    static SystematicStep of(Kind kind) {
        return new SystematicStep(kind, -1, null, null, Duration.ZERO, null, null);
    }

    static SystematicStep at(Kind kind, int provider, Duration time) {
        return new SystematicStep(kind, provider, null, null, time, null, null);
    }

    static SystematicStep end(@Nullable Object end) {
        return new SystematicStep(Kind.END, -1, null, null, Duration.ZERO, null, end);
    }

    Claim seen() {
        return Objects.requireNonNull(claim, "claim");
    }

    String by() {
        return Objects.requireNonNull(owner, "owner");
    }

    Fingerprint fingerprint() {
        return Objects.requireNonNull(print, "print");
    }

    SendOutcome outcome() {
        return (SendOutcome) Objects.requireNonNull(end, "end");
    }

    /** The same of what the store keeps now, whatever was read; a claim has read nothing. */
    SystematicStep seeing(Claim now) {
        return claim == null ? this : new SystematicStep(kind, provider, now, owner, time, print, end);
    }

    /** The same where a report has come first, and took that long. */
    SystematicStep later(long nanos) {
        return kind.isOfStore() || nanos == 0
                ? this
                : new SystematicStep(kind, provider, claim, owner, time.minusNanos(nanos), print, end);
    }

    @Override
    public String toString() {
        return (provider < 0 ? "" : SystematicCase.PROVIDERS.get(provider) + " ")
                + kind
                + (claim == null ? "" : " as " + claim.owner() + " with " + claim.attempts() + " attempts")
                + (owner == null ? "" : " for " + owner)
                + (end == null ? "" : " " + end.getClass().getSimpleName())
                + (kind == Kind.SLEEP ? " " + time.toMillis() + " ms" : "");
    }
}
