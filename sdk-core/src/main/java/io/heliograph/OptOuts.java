package io.heliograph;

import io.heliograph.message.ErrorType;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.spi.Answer;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the suppression list before a send, and tells it whom a provider refused as opted out. Thread-safe. */
final class OptOuts {
    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

    private final SuppressionList list;
    private final Clock clock;

    OptOuts(SuppressionList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    @Nullable
    Refusal refusal(SendRequest request) {
        return refusal(request.to(), request.from());
    }

    /** Why nothing may be sent to somebody; null if it may. Where the list fails, nothing may. */
    @Nullable
    Refusal refusal(PhoneNumber recipient, Optional<Sender> sender) {
        try {
            return list.find(recipient, sender).map(OptOuts::refusal).orElse(null);
        } catch (RuntimeException e) {
            return Keys.storeFailed("suppression", e, ", so nothing was sent");
        }
    }

    private static Refusal refusal(Suppression suppression) {
        String why = switch (suppression.reason()) {
            case STOP -> "who answered STOP";
            case REFUSED ->
                "whom " + (suppression.provider().isEmpty() ? "a provider" : suppression.provider())
                        + " refused as opted out within the last day";
            case MANUAL -> "who was added to it";
        };
        return Refusal.of(
                ErrorType.OPTED_OUT,
                "the client's own suppression list holds the recipient, " + why
                        + "; if messages are wanted again, suppressions().remove(…) ends that");
    }

    /**
     * Hears what a provider answered.
     *
     * @param single whether it was asked for this request's recipient only: a no to many doesn't tell whom it means
     */
    void heard(SendRequest request, boolean single, String provider, Answer answer) {
        if (answer instanceof Answer.Refused refused && single) {
            heard(Optional.of(request.to()), request.from(), provider, refused.refusal());
        } else if (answer instanceof Answer.Accepted accepted) {
            for (Recipient recipient : accepted.message().recipients()) {
                recipient.failure().ifPresent(why -> heard(recipient.to(), request.from(), provider, why));
            }
        }
    }

    private void heard(Optional<PhoneNumber> recipient, Optional<Sender> sender, String provider, Refusal refusal) {
        if (recipient.isEmpty() || refusal.type() != ErrorType.OPTED_OUT) {
            return;
        }
        Instant now = clock.instant();
        try {
            list.refused(recipient.get(), sender, provider, now);
        } catch (RuntimeException e) { // it changes nothing about what happened
            LOG.warn("an opt-out couldn't be noted: {}", e.getClass().getName());
        }
    }
}
