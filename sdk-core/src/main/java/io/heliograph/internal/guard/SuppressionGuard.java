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
 * Checks the suppression list before a send and before each of its attempts, and adds recipients that a provider rejects as
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

    /** The check of one send: before it, and before each of its attempts, because it may have waited since. */
    public final class Check implements AttemptGuard {
        private final SendRequest request;
        private boolean suppressed;

        private Check(SendRequest request) {
            this.request = request;
        }

        @Override
        public @Nullable Failure before(SmsProvider provider) {
            return failure();
        }

        /** Why nothing may be sent now; null if it may. */
        @Nullable
        public Failure failure() {
            Failure failure = SuppressionGuard.this.suppressed(request);
            suppressed = failure != null;
            return failure;
        }

        /** Whether the last check found the recipient suppressed, so that no attempt was made after it. */
        public boolean isSuppressed() {
            return suppressed;
        }
    }

    public Check check(SendRequest request) {
        return new Check(request);
    }

    @Nullable
    public Failure suppressed(SendRequest request) {
        return suppressed(request.to(), request.from());
    }

    /** Why nothing may be sent to a recipient; null if it may. Where the store fails, nothing may. */
    @Nullable
    public Failure suppressed(PhoneNumber recipient, Optional<Sender> sender) {
        try {
            Suppression found = list.find(recipient, sender).orElse(null);
            return found == null ? null : suppressed(found);
        } catch (RuntimeException e) {
            return StoreFailure.of("suppression", e, ", so nothing was sent");
        }
    }

    /** Whether certainly nobody is suppressed now; not where the store fails. */
    public boolean suppressesNobody() {
        try {
            return list.isCertainlyEmpty();
        } catch (RuntimeException e) {
            return false; // each look-up fails too, and says why
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
     * Records opt-outs from the result of an attempt.
     *
     * @param single whether the attempt was for this recipient only: a rejection of many doesn't say whose opt-out it is
     */
    public void record(SendRequest request, boolean single, String provider, SendResult result) {
        if (result instanceof SendResult.Rejected rejected && single) {
            record(Optional.of(request.to()), request.from(), provider, rejected.failure(), clock.instant());
        } else if (result instanceof SendResult.Accepted accepted) {
            Message message = accepted.message();
            Failure failure = message.failure().orElse(null);
            if (single && failure != null) {
                record(Optional.of(request.to()), request.from(), provider, failure, clock.instant());
            }
            if (!message.recipients().isEmpty()) {
                recordEach(message, request.from(), clock.instant());
            }
        }
    }

    /** Records opt-outs from a polled message, as of the message's own time, because polls repeat them for days. */
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
        } catch (RuntimeException e) { // the outcome stands all the same
            LOG.warn("an opt-out couldn't be recorded: {}", e.getClass().getName());
        }
    }

    /**
     * Records an opt-out from a webhook's report; polled reports are recorded as messages. The report doesn't name the sender, so
     * for a day the opt-out holds for every sender. An exception of the store is thrown, so that the vendor retries.
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
                                    "an opt-out couldn't be applied, the report doesn't name the recipient: {}",
                                    report));
        }
    }
}
