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

/** The pipeline of every send, from the claim of its key to the record of its outcome. Thread-safe. */
public final class SendPipeline {
    private final Planner planner;
    private final IdempotencyGuard idempotency;
    private final UnknownSends unknownSends;
    private final ReportReconciler reports;
    private final ProviderAttempts.PipelineServices services;

    public SendPipeline(
            Planner planner,
            IdempotencyGuard idempotency,
            UnknownSends unknownSends,
            ReportReconciler reports,
            ProviderAttempts.PipelineServices services) {
        this.planner = planner;
        this.idempotency = idempotency;
        this.unknownSends = unknownSends;
        this.reports = reports;
        this.services = services;
    }

    /** Adapts the request to one provider, such as by an option that the provider supports. */
    @FunctionalInterface
    public interface RequestAdapter {
        SendRequest adapt(SendRequest request, SmsProvider provider);
    }

    public SendOutcome send(SendRequest request, Deadline deadline) {
        return send(request, deadline, null);
    }

    /**
     * Claims the key, plans, tries one provider after the other, records the outcome, and publishes start and end.
     *
     * @param adapter null where each provider gets the request as it is
     */
    public SendOutcome send(SendRequest request, Deadline deadline, @Nullable RequestAdapter adapter) {
        planner.check(request);
        services.events().publish(listener -> listener.sendStarted(request.key()));
        SendOutcome outcome = null;
        try {
            outcome = sendClaimed(request, deadline, adapter);
            return outcome;
        } finally {
            SendOutcome end = outcome;
            services.events()
                    .publish(listener -> listener.sendEnded(new SendCompletion(
                            request, planner.routeText(request), end, () -> planner.usage(request, end))));
        }
    }

    /** Rejects a request without a claim, and publishes start and end. */
    public SendOutcome reject(SendRequest request, Failure failure) {
        SendOutcome outcome = new SendOutcome.Rejected(failure, request.key(), List.of());
        services.events().publish(listener -> listener.sendStarted(request.key()));
        services.events()
                .publish(listener -> listener.sendEnded(
                        new SendCompletion(request, planner.routeText(request), outcome, Optional::empty)));
        return outcome;
    }

    private SendOutcome sendClaimed(SendRequest request, Deadline deadline, @Nullable RequestAdapter adapter) {
        IdempotencyGuard.ClaimResult claimResult = idempotency.open(request.key(), Fingerprint.of(request), deadline);
        IdempotencyGuard.ClaimSession claim = claimResult.session();
        if (claim == null) {
            return claimResult.outcomeOrThrow();
        }
        SuppressionGuard.Check suppressionCheck = services.suppressionGuard().check(request);
        Failure suppressed = suppressionCheck.failure();
        if (suppressed != null) {
            return finish(claim, suppressionCheck, new SendOutcome.Rejected(suppressed, request.key(), List.of()));
        }
        SpendGuard spend = services.spend();
        SpendReservation reservation =
                spend == null ? null : new SpendReservation(spend, request, List.of(request.to()));
        List<AttemptGuard> guards =
                reservation == null ? List.of(suppressionCheck, claim) : List.of(reservation, suppressionCheck, claim);
        SendOutcome outcome = tryProviders(new SendState(request, deadline, guards), claim, adapter);
        if (outcome instanceof SendOutcome.Unknown unknown) {
            outcome = reports.corrected(unknown);
        }
        if (outcome instanceof SendOutcome.Unknown unknown) {
            return finishUnknown(request, unknown, claim, reservation);
        }
        reports.forget(request.key());
        return finish(claim, suppressionCheck, outcome);
    }

    /** Frees the key of a suppressed send, so that it can be sent once the recipient opts in again. */
    private static SendOutcome finish(
            IdempotencyGuard.ClaimSession claim, SuppressionGuard.Check suppressionCheck, SendOutcome outcome) {
        return suppressionCheck.isSuppressed() && outcome instanceof SendOutcome.Rejected
                ? claim.finish(outcome, true)
                : claim.finish(outcome);
    }

    private SendOutcome finishUnknown(
            SendRequest request,
            SendOutcome.Unknown unknown,
            IdempotencyGuard.ClaimSession claim,
            @Nullable SpendReservation reservation) {
        unknownSends.add(request, reservation);
        services.events().publish(listener -> listener.unknown(unknown));
        SendOutcome recorded = claim.finish(unknown);
        reports.reconciledByEarlyReport(request.key()); // a report that came during the recording
        return recorded;
    }

    private SendOutcome tryProviders(
            SendState state, IdempotencyGuard.ClaimSession claim, @Nullable RequestAdapter adapter) {
        List<RouteCandidate> candidates;
        try {
            candidates = planner.candidates(state.request());
        } catch (RuntimeException e) { // from the caller's prices: nothing was sent, and the key is freed
            claim.release();
            throw e;
        }
        return candidates.isEmpty()
                ? state.blocked(Planner.noRule(state.request()))
                : tryProviders(candidates, state, adapter);
    }

    /**
     * Sends to many recipients under one claim, and publishes start and end.
     *
     * @param isStopped whether it makes no further call
     * @throws io.heliograph.message.InvalidRequestException if the key was used before
     */
    public BulkReport bulk(BulkRequest request, Duration deadline, BulkListener listener, BooleanSupplier isStopped) {
        IdempotencyKey key = request.content().key();
        planner.check(request.content());
        services.events().publish(each -> each.bulkStarted(key));
        BulkReport report = null;
        try {
            report = bulkClaimed(request, deadline, listener, isStopped);
            return report;
        } finally {
            BulkReport end = report;
            services.events().publish(each -> each.bulkEnded(key, end));
        }
    }

    private BulkReport bulkClaimed(
            BulkRequest request, Duration deadline, BulkListener listener, BooleanSupplier isStopped) {
        SendRequest content = request.content();
        IdempotencyGuard.ClaimSession session = idempotency.openBulk(content.key(), Fingerprint.ofBulk(content));
        BulkReport report =
                new BulkSender(planner, services, deadline, content, listener, isStopped).send(request.recipients());
        session.finish(
                new SendOutcome.Unknown(IdempotencyGuard.BULK, IdempotencyGuard.BULK_RAN, content.key(), List.of()));
        return report;
    }

    private SendOutcome tryProviders(
            List<RouteCandidate> candidates, SendState state, @Nullable RequestAdapter adapter) {
        for (int at = state.nextOpen(candidates, 0); at < candidates.size(); at = state.nextOpen(candidates, at + 1)) {
            if (state.attemptCount() >= services.retry().maxAttempts()) {
                return state.conclude();
            }
            SmsProvider provider = candidates.get(at).gate().provider();
            SendRequest request = adapter == null ? state.request() : adapter.adapt(state.request(), provider);
            SendOutcome outcome = new ProviderAttempts(
                            state, candidates, at, true, context -> provider.send(request, context), services)
                    .run();
            if (outcome != null) {
                return outcome;
            }
        }
        return state.conclude();
    }
}
