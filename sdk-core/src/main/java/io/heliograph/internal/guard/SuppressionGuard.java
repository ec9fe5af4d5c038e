package io.heliograph.internal.guard;

import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.tracking.ReportSource;
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
public final class SuppressionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final SuppressionList list;
    private final Clock clock;

    public SuppressionGuard(SuppressionList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    /** Looks at the list for one send: before it, and before each of its attempts, because it may have waited since. */
    public final class Check implements AttemptGuard {
        private final SendRequest request;
        private boolean held;

        private Check(SendRequest request) {
            this.request = request;
        }

        @Override
        public @Nullable Failure before(SmsProvider provider) {
            return look();
        }

        /** Why nothing may be sent now; null if it may. */
        @Nullable
        public Failure look() {
            Failure failure = SuppressionGuard.this.suppressed(request);
            held = failure != null;
            return failure;
        }

        /** Whether the last look held the send back; nothing was sent then that wasn't before. */
        public boolean held() {
            return held;
        }
    }

    public Check check(SendRequest request) {
        return new Check(request);
    }

    @Nullable
    public Failure suppressed(SendRequest request) {
        return suppressed(request.to(), request.from());
    }

    /** Why nothing may be sent to somebody; null if it may. Where the list fails, nothing may. */
    @Nullable
    public Failure suppressed(PhoneNumber recipient, Optional<Sender> sender) {
        try {
            return list.find(recipient, sender)
                    .map(SuppressionGuard::suppressed)
                    .orElse(null);
        } catch (RuntimeException e) {
            return StoreFailure.of("suppression", e, ", so nothing was sent");
        }
    }

    private static Failure suppressed(Suppression suppression) {
        String why = switch (suppression.reason()) {
            case STOP -> "who answered STOP";
            case REFUSED ->
                "whom " + (suppression.provider().isEmpty() ? "a provider" : suppression.provider())
                        + " refused as opted out within the last day";
            case MANUAL -> "who was added to it";
        };
        return Failure.of(
                ErrorType.OPTED_OUT,
                "the client's own suppression list holds the recipient, " + why
                        + "; if messages are wanted again, suppressions().remove(…) ends that");
    }

    /**
     * Hears what a provider answered.
     *
     * @param single whether it was asked for this request's recipient only: a no to many doesn't tell whom it means
     */
    public void record(SendRequest request, boolean single, String provider, SendResult result) {
        Instant now = clock.instant();
        if (result instanceof SendResult.Rejected refused && single) {
            record(Optional.of(request.to()), request.from(), provider, refused.failure(), now);
        } else if (result instanceof SendResult.Accepted accepted) {
            Message message = accepted.message();
            if (single) {
                message.failure()
                        .ifPresent(
                                failure -> record(Optional.of(request.to()), request.from(), provider, failure, now));
            }
            recordEach(message, request.from(), now);
        }
    }

    /** Hears what a provider says later of a message. It says the same for days, so the message's own time counts. */
    public void record(Message message) {
        Instant time = message.sentAt().or(message::submittedAt).orElseGet(clock::instant);
        message.failure().ifPresent(failure -> record(message.to(), message.from(), message.provider(), failure, time));
        recordEach(message, message.from(), time);
    }

    private void recordEach(Message message, Optional<Sender> sender, Instant time) {
        for (RecipientStatus recipient : message.recipients()) {
            recipient.failure().ifPresent(failure -> record(recipient.to(), sender, message.provider(), failure, time));
        }
    }

    private void record(
            Optional<PhoneNumber> recipient, Optional<Sender> sender, String provider, Failure failure, Instant time) {
        if (recipient.isEmpty() || failure.type() != ErrorType.OPTED_OUT) {
            return;
        }
        try {
            list.refused(recipient.get(), sender, provider, time);
        } catch (RuntimeException e) { // it changes nothing about what happened
            LOG.warn("an opt-out couldn't be noted: {}", e.getClass().getName());
        }
    }

    /**
     * Hears a report that came unasked; what was asked for is heard as the message that it is of. The sender isn't said, so
     * for a day it holds for each. What the store throws goes through, so that the report comes again.
     */
    public void record(StatusReport report) {
        boolean optedOut = report.source() == ReportSource.WEBHOOK
                && report.failure()
                        .filter(failure -> failure.type() == ErrorType.OPTED_OUT)
                        .isPresent();
        if (optedOut) {
            Instant time = report.occurredAt().orElse(report.receivedAt());
            report.recipient()
                    .ifPresentOrElse(
                            recipient -> list.refused(
                                    recipient, Optional.empty(), report.id().provider(), time),
                            () -> LOG.warn(
                                    "an opt-out holds nobody back, the report doesn't say whose it is: {}", report));
        }
    }
}
