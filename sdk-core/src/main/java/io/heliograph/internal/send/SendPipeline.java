package io.heliograph.internal.send;

import io.heliograph.event.SendCompletion;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.internal.guard.AttemptGuard;
import io.heliograph.internal.guard.SpendGuard;
import io.heliograph.internal.guard.SpendReservation;
import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.internal.key.IdempotencyGuard;
import io.heliograph.internal.key.ReportReconciler;
import io.heliograph.internal.key.UnknownSends;
import io.heliograph.internal.plan.Planner;
import io.heliograph.internal.plan.RouteCandidate;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Every send goes through here, from the claim of its key to the note of its end. Thread-safe. */
public final class SendPipeline {
    private final Planner planner;
    private final IdempotencyGuard keys;
    private final UnknownSends unsettled;
    private final ReportReconciler reports;
    private final ProviderAttempts.PipelineServices rules;

    public SendPipeline(
            Planner planner,
            IdempotencyGuard keys,
            UnknownSends unsettled,
            ReportReconciler reports,
            ProviderAttempts.PipelineServices rules) {
        this.planner = planner;
        this.keys = keys;
        this.unsettled = unsettled;
        this.reports = reports;
        this.rules = rules;
    }

    /** Changes the request for one provider, such as by a wish that this one can fulfil. */
    @FunctionalInterface
    public interface RequestAdapter {
        SendRequest fit(SendRequest request, SmsProvider provider);
    }

    public SendOutcome send(SendRequest request, Deadline deadline) {
        return send(request, deadline, null);
    }

    /**
     * Claim the key, plan, ask one provider after the other, finish the key; told from its begin to its end.
     *
     * @param fitting null where each provider is asked for the request as it is
     */
    public SendOutcome send(SendRequest request, Deadline deadline, @Nullable RequestAdapter fitting) {
        planner.check(request);
        rules.events().publish(listener -> listener.sendStarted(request.key()));
        SendOutcome outcome = null;
        try {
            outcome = sendClaimed(request, deadline, fitting);
            return outcome;
        } finally {
            SendOutcome end = outcome;
            rules.events()
                    .publish(listener -> listener.sendEnded(
                            new SendCompletion(request.key(), end, () -> planner.used(request, end))));
        }
    }

    /** Sends nothing, and tells it as any other end. */
    public SendOutcome reject(SendRequest request, Failure failure) {
        SendOutcome outcome = new SendOutcome.Rejected(failure, request.key(), List.of());
        rules.events().publish(listener -> listener.sendStarted(request.key()));
        rules.events()
                .publish(listener -> listener.sendEnded(new SendCompletion(request.key(), outcome, Optional::empty)));
        return outcome;
    }

    private SendOutcome sendClaimed(SendRequest request, Deadline deadline, @Nullable RequestAdapter fitting) {
        IdempotencyGuard.ClaimResult opening = keys.open(request.key(), Fingerprint.of(request), deadline);
        IdempotencyGuard.ClaimSession claim = opening.session();
        if (claim == null) {
            return opening.outcomeOrThrow();
        }
        SuppressionGuard.Check list = rules.optOuts().check(request);
        Failure held = list.look();
        if (held != null) {
            return finish(claim, list, new SendOutcome.Rejected(held, request.key(), List.of()));
        }
        SpendGuard spend = rules.spend();
        SpendReservation spending = spend == null ? null : new SpendReservation(spend, request, List.of(request.to()));
        List<AttemptGuard> guards = spending == null ? List.of(list, claim) : List.of(spending, list, claim);
        SendOutcome outcome = tryProviders(new SendState(request, deadline, guards), claim, fitting);
        if (outcome instanceof SendOutcome.Unknown unknown) {
            outcome = reports.corrected(unknown);
        }
        if (outcome instanceof SendOutcome.Unknown unknown) {
            return noteUnknown(request, unknown, claim, spending);
        }
        reports.forget(request.key());
        return finish(claim, list, outcome);
    }

    /** Whoever was held back and asks for messages again may be sent this one, so that its key is free. */
    private static SendOutcome finish(
            IdempotencyGuard.ClaimSession claim, SuppressionGuard.Check list, SendOutcome outcome) {
        return list.held() && outcome instanceof SendOutcome.Rejected
                ? claim.finish(outcome, true)
                : claim.finish(outcome);
    }

    private SendOutcome noteUnknown(
            SendRequest request,
            SendOutcome.Unknown unknown,
            IdempotencyGuard.ClaimSession claim,
            @Nullable SpendReservation spending) {
        unsettled.add(request, spending);
        rules.events().publish(listener -> listener.unknown(unknown));
        SendOutcome noted = claim.finish(unknown);
        reports.reconciledByEarlyReport(request.key()); // a report that came in this moment
        return noted;
    }

    private SendOutcome tryProviders(
            SendState state, IdempotencyGuard.ClaimSession claim, @Nullable RequestAdapter fitting) {
        List<RouteCandidate> steps;
        try {
            steps = planner.candidates(state.request());
        } catch (RuntimeException e) { // of the caller's prices: nothing was sent, and the key stays free
            claim.forget();
            throw e;
        }
        return steps.isEmpty() ? state.blocked(Planner.noRule(state.request())) : tryProviders(steps, state, fitting);
    }

    /**
     * Sends to many, under one claim for all; told from its begin to its end.
     *
     * @param stops whether it makes no further call
     * @throws io.heliograph.message.InvalidRequestException if the key was used before
     */
    public BulkReport bulk(BulkRequest request, Duration deadline, BulkListener listener, BooleanSupplier stops) {
        IdempotencyKey key = request.content().key();
        planner.check(request.content());
        rules.events().publish(each -> each.bulkStarted(key));
        BulkReport report = null;
        try {
            report = claimedBulk(request, deadline, listener, stops);
            return report;
        } finally {
            BulkReport end = report;
            rules.events().publish(each -> each.bulkEnded(key, end));
        }
    }

    private BulkReport claimedBulk(
            BulkRequest request, Duration deadline, BulkListener listener, BooleanSupplier stops) {
        SendRequest content = request.content();
        IdempotencyGuard.ClaimSession session = keys.openBulk(content.key(), Fingerprint.ofBulk(content));
        BulkReport report =
                new BulkSender(planner, rules, deadline, content, listener, stops).send(request.recipients());
        session.finish(
                new SendOutcome.Unknown(IdempotencyGuard.BULK, IdempotencyGuard.BULK_RAN, content.key(), List.of()));
        return report;
    }

    private SendOutcome tryProviders(List<RouteCandidate> steps, SendState state, @Nullable RequestAdapter fitting) {
        for (int at = state.nextOpen(steps, 0); at < steps.size(); at = state.nextOpen(steps, at + 1)) {
            if (state.attemptCount() >= rules.retry().maxAttempts()) {
                return state.conclude();
            }
            SmsProvider provider = steps.get(at).gate().provider();
            SendRequest request = fitting == null ? state.request() : fitting.fit(state.request(), provider);
            SendOutcome outcome = new ProviderAttempts(
                            state, steps, at, true, context -> provider.send(request, context), rules)
                    .run();
            if (outcome != null) {
                return outcome;
            }
        }
        return state.conclude();
    }
}
