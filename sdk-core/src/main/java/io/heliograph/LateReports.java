package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
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
final class LateReports {
    private static final int MOST_EARLY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

    private final Keys keys;
    private final Unsettled unsettled;
    private final Map<IdempotencyKey, StatusReport> early = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, StatusReport> eldest) {
            return size() > MOST_EARLY;
        }
    };

    LateReports(Keys keys, Unsettled unsettled) {
        this.keys = keys;
        this.unsettled = unsettled;
    }

    /**
     * Takes a report.
     *
     * @throws SmsException if the store of keys failed, so that the report should come again
     */
    void accept(StatusReport report) {
        IdempotencyKey key = report.key().orElse(null);
        if (key == null || report.status().isFailure()) {
            return;
        }
        Claim claim = keys.known(key).orElse(null);
        if (claim != null && isUnderWay(claim)) {
            note(key, report);
            claim = keys.known(key).orElse(null); // it may have ended before the note was there to be seen
        }
        if (claim != null && claim.isOpen() && !isUnderWay(claim)) {
            settle(claim, report);
        }
    }

    private boolean isUnderWay(Claim claim) {
        return claim.outcome().isEmpty() && !keys.isAbandoned(claim);
    }

    private synchronized void note(IdempotencyKey key, StatusReport report) {
        early.put(key, report);
    }

    /** What a send that ends as unknown became by a report that came before its end. */
    SendOutcome corrected(SendOutcome.Unknown unknown) {
        StatusReport report = take(unknown.key());
        if (report == null || !Reconciler.doubted(unknown).contains(report.id().provider())) {
            return unknown;
        }
        return new SendOutcome.Accepted(message(report), unknown.key(), unknown.attempts());
    }

    /** Settles a send that has just been noted as unknown, if a report came in that moment. */
    void settleIfReported(IdempotencyKey key) {
        StatusReport report = take(key);
        try {
            if (report != null) {
                accept(report);
            }
        } catch (SmsException e) {
            LOG.debug("a report couldn't settle {}: {}", key, e.getClass().getName()); // another one will, or reconcile
        }
    }

    private synchronized @Nullable StatusReport take(IdempotencyKey key) {
        return early.remove(key);
    }

    private void settle(Claim claim, StatusReport report) {
        // The claim of a process that died names the last provider only; who reports on its key was asked with it too.
        boolean anyOfSeveral = claim.outcome().isEmpty() && claim.attempts() > 1;
        if (!anyOfSeveral && !Reconciler.doubted(claim).contains(report.id().provider())) {
            return;
        }
        List<Attempt> attempts = claim.outcome().map(SendOutcome::attempts).orElse(List.of());
        SendOutcome accepted = new SendOutcome.Accepted(message(report), claim.key(), attempts);
        unsettled.settle(claim, accepted);
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
