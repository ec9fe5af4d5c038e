package io.heliograph;

import io.heliograph.event.SendEnd;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Every send goes through here, from the claim of its key to the note of its end. Thread-safe. */
final class Pipeline {
    private final Planner planner;
    private final Keys keys;
    private final Unsettled unsettled;
    private final LateReports reports;
    private final ProviderTries.Rules rules;

    Pipeline(Planner planner, Keys keys, Unsettled unsettled, LateReports reports, ProviderTries.Rules rules) {
        this.planner = planner;
        this.keys = keys;
        this.unsettled = unsettled;
        this.reports = reports;
        this.rules = rules;
    }

    /** What one provider is asked to send: the request, or it with a wish that this provider can fulfil. */
    @FunctionalInterface
    interface Fitting {
        Fitting AS_IT_IS = (request, provider) -> request;

        SendRequest fit(SendRequest request, SmsProvider provider);
    }

    SendOutcome send(SendRequest request, Deadline deadline) {
        return send(request, deadline, Fitting.AS_IT_IS);
    }

    /** Claim the key, plan, ask one provider after the other, finish the key; told from its begin to its end. */
    SendOutcome send(SendRequest request, Deadline deadline, Fitting fitting) {
        planner.check(request);
        rules.events().tell(listener -> listener.sendStarted(request.key()));
        SendOutcome outcome = null;
        try {
            outcome = claimed(request, deadline, fitting);
            return outcome;
        } finally {
            SendOutcome end = outcome;
            rules.events()
                    .tell(listener ->
                            listener.sendEnded(new SendEnd(request.key(), end, () -> planner.used(request, end))));
        }
    }

    /** Sends nothing, and tells it as any other end. */
    SendOutcome refuse(SendRequest request, Refusal why) {
        SendOutcome outcome = new SendOutcome.Rejected(why, request.key(), List.of());
        rules.events().tell(listener -> listener.sendStarted(request.key()));
        rules.events().tell(listener -> listener.sendEnded(new SendEnd(request.key(), outcome, Optional::empty)));
        return outcome;
    }

    private SendOutcome claimed(SendRequest request, Deadline deadline, Fitting fitting) {
        Keys.Opening opening = keys.open(request.key(), Fingerprint.of(request), deadline);
        Keys.Journal journal = opening.mine();
        if (journal == null) {
            return opening.answerOrThrow();
        }
        Refusal held = planner.held(request);
        if (held != null) { // nothing was asked, and who asks for messages again may be sent this one
            return journal.finish(new SendOutcome.Rejected(held, request.key(), List.of()), true);
        }
        AttemptNotes notes = new AttemptNotes(planner, request, journal);
        Spending spending = planner.spending(request, List.of(request.to()));
        SendOutcome outcome = along(new SendWay(request, deadline, notes, spending), notes, fitting);
        if (outcome instanceof SendOutcome.Unknown unknown) {
            outcome = reports.corrected(unknown);
        }
        if (outcome instanceof SendOutcome.Unknown unknown) {
            return noteUnknown(request, unknown, notes, spending);
        }
        reports.forget(request.key());
        return notes.finish(outcome);
    }

    private SendOutcome noteUnknown(
            SendRequest request, SendOutcome.Unknown unknown, AttemptNotes notes, Spending spending) {
        unsettled.add(request, spending);
        rules.events().tell(listener -> listener.unknown(unknown));
        SendOutcome noted = notes.finish(unknown);
        reports.settledByEarly(request.key()); // a report that came in this moment
        return noted;
    }

    private SendOutcome along(SendWay way, AttemptNotes notes, Fitting fitting) {
        List<Step> steps;
        try {
            steps = planner.steps(way.request());
        } catch (RuntimeException e) { // of the caller's prices: nothing was sent, and the key stays free
            notes.forget();
            throw e;
        }
        return along(steps, way, fitting);
    }

    /**
     * Sends to many, under one claim for all; told from its begin to its end.
     *
     * @param stops whether it makes no further call
     * @throws io.heliograph.message.InvalidRequestException if the key was used before
     */
    BulkReport bulk(BulkRequest request, Duration deadline, BulkListener listener, BooleanSupplier stops) {
        IdempotencyKey key = request.content().key();
        planner.check(request.content());
        rules.events().tell(its -> its.bulkStarted(key));
        BulkReport report = null;
        try {
            report = claimedBulk(request, deadline, listener, stops);
            return report;
        } finally {
            BulkReport end = report;
            rules.events().tell(its -> its.bulkEnded(key, end));
        }
    }

    private BulkReport claimedBulk(
            BulkRequest request, Duration deadline, BulkListener listener, BooleanSupplier stops) {
        SendRequest content = request.content();
        Keys.Journal journal = keys.openBulk(content.key(), Fingerprint.ofBulk(content));
        BulkReport report =
                new BulkSender(planner, rules, deadline, content, listener, stops).send(request.recipients());
        journal.finish(new SendOutcome.Unknown(Keys.BULK, Keys.BULK_RAN, content.key(), List.of()));
        return report;
    }

    private SendOutcome along(List<Step> steps, SendWay way, Fitting fitting) {
        for (int at = Step.open(steps, 0, way); at < steps.size(); at = Step.open(steps, at + 1, way)) {
            if (way.tries() >= rules.retry().maxAttempts()) {
                return way.giveUp();
            }
            SmsProvider provider = steps.get(at).lane().provider();
            SendRequest request = fitting.fit(way.request(), provider);
            SendOutcome outcome =
                    new ProviderTries(way, steps, at, true, scope -> provider.send(request, scope), rules).run();
            if (outcome != null) {
                return outcome;
            }
        }
        return way.giveUp();
    }
}
