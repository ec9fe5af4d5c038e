package io.heliograph.internal.key;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.tracking.StatusReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an unknown outcome an accepted one by what the vendor reports: a message that it reports on, it has taken.
 * Thread-safe.
 *
 * <p>Only a report with the key of the send counts. One that comes before its send has ended is kept until it has, the last
 * 10,000 of them. A failure settles nothing: whether something was sent, it doesn't say.
 */
public final class ReportReconciler {
    private static final int MAX_EARLY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final IdempotencyGuard keys;
    private final UnknownSends unsettled;
    private final Map<IdempotencyKey, StatusReport> early = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, StatusReport> eldest) {
            return size() > MAX_EARLY;
        }
    };

    public ReportReconciler(IdempotencyGuard keys, UnknownSends unsettled) {
        this.keys = keys;
        this.unsettled = unsettled;
    }

    /**
     * Takes a report.
     *
     * @throws SmsException if the store of keys failed, so that the report should come again
     */
    public void accept(StatusReport report) {
        IdempotencyKey key = report.key().orElse(null);
        if (key == null || report.status().isFailure() || !isUnresolved(report)) {
            return;
        }
        note(key, report); // whoever has the lease looks at it when he is done
        if (!isUnresolved(report)) { // he was done before it was there to be seen
            take(key);
        }
    }

    /** A send has ended as something else than unknown: a report that came before has nothing to say of it. */
    public synchronized void forget(IdempotencyKey key) {
        early.remove(key);
    }

    /** Settles the send of a report if nobody is at work on it; whether somebody is, who may want the report at his end. */
    private boolean isUnresolved(StatusReport report) {
        Claim claim = report.key().flatMap(keys::tryFind).orElse(null);
        if (claim == null || !claim.isUnresolved()) {
            return false;
        }
        boolean hasBeenSent = claim.outcome().isPresent() || !claim.isLeased();
        return !hasBeenSent || !reconcile(claim, report);
    }

    private synchronized void note(IdempotencyKey key, StatusReport report) {
        early.put(key, report);
    }

    /** What a send that ends as unknown became by a report that came before its end. */
    public SendOutcome corrected(SendOutcome.Unknown unknown) {
        StatusReport report = take(unknown.key());
        if (report == null
                || !PossibleHolders.providers(unknown).contains(report.id().provider())) {
            return unknown;
        }
        return new SendOutcome.Accepted(message(report), unknown.key(), unknown.attempts());
    }

    /** Settles a send that nobody is at work on any more, if a report of it came meanwhile; what it became, if it did. */
    public Optional<SendOutcome> reconciledByEarlyReport(IdempotencyKey key) {
        StatusReport report = take(key);
        if (report == null) {
            return Optional.empty();
        }
        try {
            accept(report);
            return keys.tryFind(key).flatMap(Claim::outcome).filter(SendOutcome.Accepted.class::isInstance);
        } catch (SmsException e) {
            LOG.debug("a report couldn't settle {}: {}", key, e.getClass().getName());
            note(key, report); // for whoever asks next
            return Optional.empty();
        }
    }

    private synchronized @Nullable StatusReport take(IdempotencyKey key) {
        return early.remove(key);
    }

    /** False if the claim changed since it was seen. */
    private boolean reconcile(Claim claim, StatusReport report) {
        // The claim of a process that died names the last provider only; who reports on its key was asked with it too.
        boolean anyOfSeveral = claim.outcome().isEmpty() && claim.attempts() > 1;
        if (!anyOfSeveral
                && !PossibleHolders.providers(claim).contains(report.id().provider())) {
            return true;
        }
        List<Attempt> attempts = claim.outcome().map(SendOutcome::attempts).orElse(List.of());
        SendOutcome accepted = new SendOutcome.Accepted(message(report), claim.key(), attempts);
        return unsettled.reconcileReported(claim, accepted);
    }

    private static Message message(StatusReport report) {
        Optional<Instant> at = report.occurredAt();
        return Message.builder(report.id(), report.status())
                .rawStatus(report.rawStatus())
                .to(report.recipient().orElse(null))
                .sentAt(report.status() == Status.SENT ? at.orElse(null) : null)
                .deliveredAt(report.status() == Status.DELIVERED ? at.orElse(null) : null)
                .build();
    }
}
