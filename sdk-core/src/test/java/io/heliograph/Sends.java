package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.internal.listeners.EventPublisher;
import io.heliograph.message.Attempt;
import io.heliograph.message.Message;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.routing.Route;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionScope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sends through a pipeline of fakes, and takes what came of it apart. */
final class Sends {
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private Sends() {}

    static SendRequest.Builder request() {
        return SendRequest.to("+66812345678").idempotencyKey("order-42").text("Your code is 482910");
    }

    static SendOutcome send(FakeProvider... route) {
        return send(request().build(), route);
    }

    static SendOutcome send(SendRequest request, FakeProvider... route) {
        return pipeline(route).send(request, Deadline.after(Duration.ofMinutes(1)));
    }

    static Pipeline pipeline(FakeProvider... route) {
        return pipeline(new TestWorld(), route);
    }

    private static Pipeline pipeline(World world, FakeProvider... route) {
        Map<String, SmsProvider> providers = new LinkedHashMap<>();
        List.of(route).forEach(provider -> providers.put(provider.name(), provider));
        EventPublisher<SmsEventListener> events = new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME));
        Map<String, Lane> lanes =
                Lane.forAll(providers, Map.of(), RetryPolicy.none().throttledInitialBackoff(), world, events);
        SuppressionList list =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, world.clock());
        OptOuts optOuts = new OptOuts(list, world.clock());
        Planner planner = new Planner(lanes, Route.of(List.copyOf(providers.keySet())), new Costs(null), null, optOuts);
        Keys keys = new Keys(new MemoryIdempotencyStore(), true, world, events);
        Unsettled unsettled = new Unsettled(keys, events);
        LateReports reports = new LateReports(keys, unsettled);
        ProviderTries.Rules rules = new ProviderTries.Rules(RetryPolicy.none(), world, events, optOuts, null);
        return new Pipeline(planner, keys, unsettled, reports, rules);
    }

    /** A client of fakes in a world of the test's, with its default policies. */
    static SmsClientBuilder client(World world, ProviderDoor... route) {
        SmsClientBuilder client = SmsClient.builder().world(world);
        List.of(route).forEach(client::provider);
        return client;
    }

    /** The provider that took the message. */
    static String taker(SendOutcome outcome) {
        return outcome.fold(
                accepted -> accepted.message().provider(),
                rejected -> "nobody: " + rejected.refusal(),
                unknown -> "unknown: " + unknown.reason());
    }

    static Message accepted(SendOutcome outcome) {
        return outcome.fold(
                SendOutcome.Accepted::message,
                rejected -> {
                    throw new AssertionError("it was rejected: " + rejected.refusal());
                },
                unknown -> {
                    throw new AssertionError("it is unknown: " + unknown.reason());
                });
    }

    static Refusal refusal(SendOutcome outcome) {
        return outcome.fold(
                accepted -> {
                    throw new AssertionError(
                            "it was accepted by " + accepted.message().provider());
                },
                SendOutcome.Rejected::refusal,
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
                    throw new AssertionError("it was rejected: " + rejected.refusal());
                },
                unknown -> unknown);
    }

    /** Who was asked, in order. */
    static List<String> asked(SendOutcome outcome) {
        return outcome.attempts().stream().map(Attempt::provider).toList();
    }
}
