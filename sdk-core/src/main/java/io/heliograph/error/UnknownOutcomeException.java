package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.util.List;

/**
 * Thrown if the message may have been sent: bytes went out, and no readable response came. Sending it again may cause a
 * second SMS.
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

    /** The idempotency key of the logical send, for asking the vendor about it. */
    public IdempotencyKey key() {
        return outcome.key();
    }

    /** The provider that may have the message. */
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
