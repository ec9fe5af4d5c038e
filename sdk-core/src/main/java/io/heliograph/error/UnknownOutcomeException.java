package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.util.List;

/**
 * The message may have been sent: bytes went out, and no readable answer came. Sending it again may text a person twice.
 */
public final class UnknownOutcomeException extends SmsException {
    private final transient SendOutcome.Unknown outcome;

    public UnknownOutcomeException(SendOutcome.Unknown outcome) {
        super("may have been sent" + by(outcome.provider()) + ": " + outcome.reason(), null, outcome.attempts());
        this.outcome = outcome;
    }

    private static String by(String provider) {
        return provider.isEmpty() ? "" : " by " + provider;
    }

    /** The name of the logical send, to ask the vendor about. */
    public IdempotencyKey key() {
        return outcome.key();
    }

    /** The provider that may hold the message. */
    public String provider() {
        return outcome.provider();
    }

    @Override
    public boolean mayHaveBeenSent() {
        return true;
    }

    @Override
    public List<Attempt> attempts() {
        return outcome.attempts();
    }
}
