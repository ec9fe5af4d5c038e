package io.heliograph.internal.key;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.guard.StoreFailure;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.tracking.EarlyReports;
import io.heliograph.tracking.StatusReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an unknown outcome into an accepted one when the vendor reports on the message: then it has accepted it.
 * Thread-safe.
 *
 * <p>Only a report with the key of the send counts. A report that comes before its send has ended is kept until then. A failure report reconciles nothing: it doesn't say whether something was sent.
 */
public final class ReportReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final IdempotencyGuard idempotency;
    private final UnknownSends unknownSends;
    private final EarlyReports early;

    public ReportReconciler(IdempotencyGuard idempotency, UnknownSends unknownSends, EarlyReports early) {
        this.idempotency = idempotency;
        this.unknownSends = unknownSends;
        this.early = early;
    }

    /**
     * Handles a report.
     *
     * @throws SmsException if the store of keys or that of early reports failed, so that the vendor should retry the report
     */
    public void accept(StatusReport report) {
        IdempotencyKey key = report.key().orElse(null);
        if (key == null || report.status().isFailure() || !isUnresolved(report)) {
            return;
        }
        try {
            early.keep(key, report); // the lease's owner looks for it at its end
        } catch (RuntimeException e) {
            throw SmsException.of(StoreFailure.of("early report", e, ""), List.of());
        }
        if (!isUnresolved(report)) { // the owner ended before it was kept
            take(key);
        }
    }

    /** Drops an early report, because its send has ended with a known outcome. */
    public void forget(IdempotencyKey key) {
        try {
            early.forget(key);
        } catch (RuntimeException e) {
            LOG.warn(
                    "an early report on {} couldn't be forgotten: {}",
                    key,
                    e.getClass().getName());
        }
    }

    /** Reconciles the send of a report unless its lease is held; true if it is held, so that its owner needs the report. */
    private boolean isUnresolved(StatusReport report) {
        Claim claim = report.key().flatMap(idempotency::tryFind).orElse(null);
        if (claim == null || !claim.isUnresolved()) {
            return false;
        }
        boolean hasBeenSent = claim.outcome().isPresent() || !claim.isLeased();
        return !hasBeenSent || !reconcile(claim, report);
    }

    /** The outcome of a send that ends as unknown, corrected by a report that came before its end. */
    public SendOutcome corrected(SendOutcome.Unknown unknown) {
        StatusReport report = take(unknown.key());
        if (report == null
                || !PossibleHolders.providers(unknown).contains(report.id().provider())) {
            return unknown;
        }
        return new SendOutcome.Accepted(message(report), unknown.key(), unknown.attempts());
    }

    /** Reconciles a send whose lease has ended by a report that came meanwhile; empty where none did. */
    public Optional<SendOutcome> reconciledByEarlyReport(IdempotencyKey key) {
        StatusReport report = take(key);
        if (report == null) {
            return Optional.empty();
        }
        try {
            accept(report);
            return idempotency.tryFind(key).flatMap(Claim::outcome).filter(SendOutcome.Accepted.class::isInstance);
        } catch (SmsException e) {
            LOG.debug("a report couldn't reconcile {}: {}", key, e.getClass().getName());
            keepAgain(key, report);
            return Optional.empty();
        }
    }

    /** For the next call; where that fails too, the send stays unknown. */
    private void keepAgain(IdempotencyKey key, StatusReport report) {
        try {
            early.keep(key, report);
        } catch (RuntimeException e) {
            LOG.warn("an early report on {} is lost: {}", key, e.getClass().getName());
        }
    }

    private @Nullable StatusReport take(IdempotencyKey key) {
        try {
            return early.take(key).orElse(null);
        } catch (RuntimeException e) {
            LOG.warn(
                    "early reports on {} couldn't be read: {}",
                    key,
                    e.getClass().getName());
            return null;
        }
    }

    /** False if the claim changed since it was seen. */
    private boolean reconcile(Claim claim, StatusReport report) {
        // The claim of a crashed process names only the last provider; another provider that reports its key got it
        // too.
        boolean anyOfSeveral = claim.outcome().isEmpty() && claim.attempts() > 1;
        if (!anyOfSeveral
                && !PossibleHolders.providers(claim).contains(report.id().provider())) {
            return true;
        }
        List<Attempt> attempts = claim.outcome().map(SendOutcome::attempts).orElse(List.of());
        SendOutcome accepted = new SendOutcome.Accepted(message(report), claim.key(), attempts);
        return unknownSends.finishReported(claim, accepted);
    }

    private static Message message(StatusReport report) {
        Optional<Instant> at = report.occurredAt();
        boolean ofPart = report.part() > 0 || report.isOfUnnumberedPart();
        boolean partDelivered = ofPart && report.parts() != 1 && report.status() == Status.DELIVERED;
        Status status = partDelivered ? Status.SENT : report.status(); // other parts may still fail
        return Message.builder(report.id(), status)
                .rawStatus(report.rawStatus())
                .to(report.recipient().orElse(null))
                .price(report.price().orElse(null))
                .fees(report.fees().orElse(null))
                .tag(report.tag().isEmpty() ? null : report.tag())
                .sentAt(report.status() == Status.SENT ? at.orElse(null) : null)
                .deliveredAt(status == Status.DELIVERED ? at.orElse(null) : null)
                .build();
    }
}
