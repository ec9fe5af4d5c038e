package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.CostCalculator;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.internal.key.IdempotencyGuard;
import io.heliograph.internal.key.ReportReconciler;
import io.heliograph.internal.key.UnknownSends;
import io.heliograph.internal.plan.Planner;
import io.heliograph.internal.send.ProviderAttempts;
import io.heliograph.internal.send.SendPipeline;
import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.routing.Route;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionScope;
import io.heliograph.tracking.MemoryEarlyReports;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sends through a pipeline of fakes, and reads their outcomes. */
public final class Sends {
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private Sends() {}

    public static SendRequest.Builder request() {
        return SendRequest.to("+66812345678").idempotencyKey("order-42").text("Your code is 482910");
    }

    static SendOutcome send(FakeProvider... route) {
        return send(request().build(), route);
    }

    static SendOutcome send(SendRequest request, FakeProvider... route) {
        return pipeline(route).send(request, Deadline.after(Duration.ofMinutes(1)));
    }

    static SendPipeline pipeline(FakeProvider... route) {
        return pipeline(new TestTiming(), route);
    }

    private static SendPipeline pipeline(Timing timing, FakeProvider... route) {
        Map<String, SmsProvider> providers = new LinkedHashMap<>();
        List.of(route).forEach(provider -> providers.put(provider.name(), provider));
        EventPublisher<SmsEventListener> events = new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME));
        Map<String, ProviderGate> gates = ProviderGate.forAll(
                providers, Map.of(), null, RetryPolicy.none().throttledInitialBackoff(), timing, events);
        SuppressionList list =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, timing.clock());
        SuppressionGuard suppressionGuard = new SuppressionGuard(list, timing.clock());
        Planner planner = new Planner(
                gates, Route.of(List.copyOf(providers.keySet())), new CostCalculator(null), null, suppressionGuard);
        IdempotencyGuard idempotency = new IdempotencyGuard(new MemoryIdempotencyStore(), true, timing, events);
        UnknownSends unknownSends = new UnknownSends(idempotency, events, timing);
        ReportReconciler reports = new ReportReconciler(idempotency, unknownSends, new MemoryEarlyReports());
        ProviderAttempts.PipelineServices services =
                new ProviderAttempts.PipelineServices(RetryPolicy.none(), timing, events, suppressionGuard, null);
        return new SendPipeline(planner, idempotency, unknownSends, reports, services);
    }

    /** A client of fakes with the test's clock and the default policies. */
    public static SmsClientBuilder client(Timing timing, VendorClient... route) {
        SmsClientBuilder client = SmsClient.builder().timing(timing);
        List.of(route).forEach(client::provider);
        return client;
    }

    /** The provider that took the message. */
    public static String taker(SendOutcome outcome) {
        return outcome.fold(
                accepted -> accepted.message().provider(),
                rejected -> "nobody: " + rejected.failure(),
                unknown -> "unknown: " + unknown.reason());
    }

    static Message accepted(SendOutcome outcome) {
        return outcome.fold(
                SendOutcome.Accepted::message,
                rejected -> {
                    throw new AssertionError("it was rejected: " + rejected.failure());
                },
                unknown -> {
                    throw new AssertionError("it is unknown: " + unknown.reason());
                });
    }

    public static Failure refusal(SendOutcome outcome) {
        return outcome.fold(
                accepted -> {
                    throw new AssertionError(
                            "it was accepted by " + accepted.message().provider());
                },
                SendOutcome.Rejected::failure,
                unknown -> {
                    throw new AssertionError("it is unknown: " + unknown.reason());
                });
    }

    static SendOutcome.Unknown unknown(SendOutcome outcome) {
        return outcome.fold(
                accepted -> {
                    throw new AssertionError(
                            "it was accepted by " + accepted.message().provider());
                },
                rejected -> {
                    throw new AssertionError("it was rejected: " + rejected.failure());
                },
                unknown -> unknown);
    }

    /** Who was asked, in order. */
    public static List<String> asked(SendOutcome outcome) {
        return outcome.attempts().stream().map(Attempt::provider).toList();
    }
}
