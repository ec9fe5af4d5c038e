package io.heliograph;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.spi.Answer;
import io.heliograph.spi.SmsProvider;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.tracking.Source;
import io.heliograph.tracking.StatusReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the suppression list before a send and before each of its attempts, and tells it of whom a provider says that they
 * opted out. Thread-safe.
 */
final class OptOuts {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final SuppressionList list;
    private final Clock clock;

    OptOuts(SuppressionList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    /** Looks at the list for one send: before it, and before each of its attempts, because it may have waited since. */
    final class Check implements AttemptGuard {
        private final SendRequest request;
        private boolean held;

        private Check(SendRequest request) {
            this.request = request;
        }

        @Override
        public @Nullable Refusal before(SmsProvider provider) {
            return look();
        }

        /** Why nothing may be sent now; null if it may. */
        @Nullable
        Refusal look() {
            Refusal refusal = OptOuts.this.refusal(request);
            held = refusal != null;
            return refusal;
        }

        /** Whether the last look held the send back; nothing was sent then that wasn't before. */
        boolean held() {
            return held;
        }
    }

    Check check(SendRequest request) {
        return new Check(request);
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
            return StoreFailure.of("suppression", e, ", so nothing was sent");
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
        Instant now = clock.instant();
        if (answer instanceof Answer.Refused refused && single) {
            heard(Optional.of(request.to()), request.from(), provider, refused.refusal(), now);
        } else if (answer instanceof Answer.Accepted accepted) {
            Message message = accepted.message();
            if (single) {
                message.failure()
                        .ifPresent(why -> heard(Optional.of(request.to()), request.from(), provider, why, now));
            }
            heardOfEach(message, request.from(), now);
        }
    }

    /** Hears what a provider says later of a message. It says the same for days, so the message's own time counts. */
    void heard(Message message) {
        Instant said = message.sentAt().or(message::submittedAt).orElseGet(clock::instant);
        message.failure().ifPresent(why -> heard(message.to(), message.from(), message.provider(), why, said));
        heardOfEach(message, message.from(), said);
    }

    private void heardOfEach(Message message, Optional<Sender> sender, Instant said) {
        for (Recipient recipient : message.recipients()) {
            recipient.failure().ifPresent(why -> heard(recipient.to(), sender, message.provider(), why, said));
        }
    }

    private void heard(
            Optional<PhoneNumber> recipient, Optional<Sender> sender, String provider, Refusal why, Instant said) {
        if (recipient.isEmpty() || why.type() != ErrorType.OPTED_OUT) {
            return;
        }
        try {
            list.refused(recipient.get(), sender, provider, said);
        } catch (RuntimeException e) { // it changes nothing about what happened
            LOG.warn("an opt-out couldn't be noted: {}", e.getClass().getName());
        }
    }

    /**
     * Hears a report that came unasked; what was asked for is heard as the message that it is of. The sender isn't said, so
     * for a day it holds for each. What the store throws goes through, so that the report comes again.
     */
    void heard(StatusReport report) {
        boolean optedOut = report.source() == Source.WEBHOOK
                && report.failure()
                        .filter(why -> why.type() == ErrorType.OPTED_OUT)
                        .isPresent();
        if (optedOut) {
            Instant said = report.occurredAt().orElse(report.receivedAt());
            report.recipient()
                    .ifPresentOrElse(
                            recipient -> list.refused(
                                    recipient, Optional.empty(), report.id().provider(), said),
                            () -> LOG.warn(
                                    "an opt-out holds nobody back, the report doesn't say whose it is: {}", report));
        }
    }
}
