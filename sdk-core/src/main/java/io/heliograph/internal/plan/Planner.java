package io.heliograph.internal.plan;

import io.heliograph.event.SendCompletion;
import io.heliograph.internal.guard.CostCalculator;
import io.heliograph.internal.guard.Eligibility;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SpendGuard;
import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.money.CostEstimate;
import io.heliograph.money.PriceSource;
import io.heliograph.policy.ProviderState;
import io.heliograph.routing.Plan;
import io.heliograph.routing.Route;
import io.heliograph.routing.RouteDecision;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans a request: the providers of its route in order, and why each other one is left out; without any I/O. Thread-safe.
 */
public final class Planner {
    private final Map<String, ProviderGate> gates;

    /** A candidate of each provider, which all requests share that it can take. */
    private final Map<String, RouteCandidate> openCandidates = new HashMap<>();

    private final Route route;
    private final CostCalculator costs;
    private final PriceSource prices;
    private final @Nullable SpendGuard spendGuard;
    private final SuppressionGuard suppressionGuard;

    /**
     * Makes a planner.
     *
     * @param spendGuard null where there are no spend limits
     * @throws InvalidRequestException if the route names a provider that isn't set up, or needs prices that aren't there
     */
    public Planner(
            Map<String, ProviderGate> gates,
            Route route,
            CostCalculator costs,
            @Nullable SpendGuard spendGuard,
            SuppressionGuard suppressionGuard) {
        this.gates = gates;
        gates.forEach((name, gate) -> openCandidates.put(name, new RouteCandidate(gate, null)));
        this.costs = costs;
        this.spendGuard = spendGuard;
        this.suppressionGuard = suppressionGuard;
        prices = costs.prices(gates);
        this.route = checked(route);
    }

    private Route checked(Route checked) {
        if (checked.usesPrices() && !costs.hasPrices()) {
            throw new InvalidRequestException("route", "asks for the cheapest, and the client has no prices");
        }
        for (String name : checked.providers()) {
            ProviderGate.checkName("route", "names", name, gates.keySet());
        }
        return checked;
    }

    public Route route() {
        return route;
    }

    /** The request's own route as it was written, or else the client's. */
    public String routeText(SendRequest request) {
        return request.route().orElse(route.toString());
    }

    /** The gates of all providers in the request's route. */
    public List<ProviderGate> gates(SendRequest request) {
        return routeOf(request).providers().stream().map(this::gate).toList();
    }

    /** The most recipients of one call at every provider of the content's route; 1 where one has no bulk call. */
    public int maxBulk(SendRequest content) {
        return gates(content).stream()
                .map(ProviderGate::provider)
                .mapToInt(provider -> provider.capabilities().contains(Capability.BULK) && provider.takesBulk(content)
                        ? provider.bulkLimits().max()
                        : 1)
                .min()
                .orElse(1);
    }

    private Route routeOf(SendRequest request) {
        Optional<String> own = request.route();
        return own.isPresent() ? checked(Route.parse(own.get())) : route;
    }

    ProviderGate gate(String name) {
        return candidate(name).gate();
    }

    private RouteCandidate candidate(String name) {
        RouteCandidate candidate = openCandidates.get(name);
        if (candidate == null) {
            throw new IllegalStateException("a route wasn't checked: " + name);
        }
        return candidate;
    }

    /**
     * Checks the request's own route, if it has one.
     *
     * @throws InvalidRequestException if it can't be read or names a provider that isn't set up
     */
    public void check(SendRequest request) {
        routeOf(request);
    }

    /** The providers for a request, in order; empty if no rule of its route fits. */
    public Optional<RouteDecision> choose(SendRequest request) {
        return routeOf(request).choose(request, prices);
    }

    /** The providers for a request, each with the reason if it is left out now. */
    public List<RouteCandidate> candidates(SendRequest request) {
        return available(eligible(request));
    }

    /** The providers for a request, each with the reason if it can't take it, whatever its state. */
    public List<RouteCandidate> eligible(SendRequest request) {
        List<String> names = names(request);
        List<RouteCandidate> candidates = new ArrayList<>(names.size());
        for (String name : names) {
            RouteCandidate candidate = candidate(name);
            SmsProvider provider = candidate.gate().provider();
            Failure failure = Eligibility.failure(provider, request);
            if (failure == null && spendGuard != null) {
                failure = spendGuard.overLimit(provider, request);
            }
            candidates.add(failure == null ? candidate : new RouteCandidate(candidate.gate(), failure));
        }
        return candidates;
    }

    /** The names of a request's providers, in order. */
    List<String> names(SendRequest request) {
        return choose(request).map(RouteDecision::providers).orElse(List.of());
    }

    /** Whether recipients of one content may have other providers, or another order of them. */
    boolean dependsOnRecipient(SendRequest content) {
        return routeOf(content).dependsOnRecipient();
    }

    public static Failure noRule(SendRequest request) {
        return Failure.of(
                ErrorType.NO_ROUTE,
                "no rule of the route fits a message to "
                        + request.to().country().orElse("no country"));
    }

    /** Excludes providers that aren't available now; if none is, keeps the one that is available again first. */
    public static List<RouteCandidate> available(List<RouteCandidate> candidates) {
        List<RouteCandidate> available = candidates;
        int earliest = -1;
        Instant earliestTime = Instant.MAX;
        boolean anyOpen = false;
        for (int at = 0; at < candidates.size(); at++) {
            RouteCandidate candidate = candidates.get(at);
            ProviderState state = candidate.isOpen() ? candidate.gate().state() : ProviderState.up();
            if (state.kind() == ProviderState.Kind.UP) {
                anyOpen |= candidate.isOpen();
                continue;
            }
            Instant until = state.until().orElse(Instant.MAX);
            if (until.isBefore(earliestTime)) {
                earliest = at;
                earliestTime = until;
            }
            available = available == candidates ? new ArrayList<>(candidates) : available;
            available.set(at, new RouteCandidate(candidate.gate(), unavailable(state)));
        }
        if (!anyOpen && earliest >= 0) {
            available.set(earliest, candidates.get(earliest));
        }
        return available;
    }

    private static Failure unavailable(ProviderState state) {
        ErrorType type = switch (state.kind()) {
            case THROTTLED -> ErrorType.RATE_LIMITED;
            case DISABLED -> ErrorType.CONFIGURATION;
            default -> ErrorType.UNREACHABLE;
        };
        return Failure.of(type, "it is out of use: " + state);
    }

    /** Estimates what a request costs at each provider of the client. */
    public List<CostEstimate> estimates(SendRequest request) {
        return gates.values().stream()
                .map(gate -> costs.estimate(gate.provider(), request))
                .toList();
    }

    /** The usage of a send by the rules of the provider that accepted it; empty unless one accepted it just now. */
    public Optional<SendCompletion.Usage> usage(SendRequest request, @Nullable SendOutcome outcome) {
        if (!(outcome instanceof SendOutcome.Accepted accepted) || accepted.replayed()) {
            return Optional.empty();
        }
        SmsProvider provider = gate(accepted.message().provider()).provider();
        int parts = accepted.message().segments().orElseGet(() -> CostCalculator.parts(provider, request));
        return Optional.of(
                new SendCompletion.Usage(parts, provider.estimate(request), costs.money(provider, request, parts)));
    }

    /** The usage of a bulk call for all its recipients except those that were rejected in its response. */
    public Optional<SendCompletion.Usage> usage(SendRequest request, BulkCallResult call) {
        int acceptedCount = call.recipients().size() - call.rejectedCount();
        if (call.recipients().size() == 1 || acceptedCount < 1) {
            return acceptedCount < 1 ? Optional.empty() : usage(request, call.outcome());
        }
        return call.outcome() instanceof SendOutcome.Accepted accepted
                ? Optional.of(usage(gate(accepted.message().provider()).provider(), request, acceptedCount))
                : Optional.empty();
    }

    /** Ignores the vendor's own count: some vendors count one message, others all. */
    private SendCompletion.Usage usage(SmsProvider provider, SendRequest request, int recipients) {
        int each = CostCalculator.parts(provider, request);
        return new SendCompletion.Usage(
                Math.multiplyExact(each, recipients),
                provider.estimate(request).times(recipients),
                costs.money(provider, request, each).map(price -> price.times(recipients)));
    }

    private List<RouteCandidate> candidatesOrSuppressed(SendRequest request) {
        Failure suppressed = suppressionGuard.suppressed(request);
        return suppressed == null
                ? candidates(request)
                : eligible(request).stream()
                        .map(candidate -> new RouteCandidate(candidate.gate(), suppressed))
                        .toList();
    }

    /**
     * Explains for people which providers of the client would be tried, what each would ignore, and why each other one is left
     * out.
     */
    public Plan plan(SendRequest request) {
        Optional<RouteDecision> decision = choose(request);
        List<RouteCandidate> candidates = candidatesOrSuppressed(request);
        List<CostEstimate> costEstimates = new ArrayList<>();
        List<Plan.Excluded> excluded = new ArrayList<>();
        List<Plan.Ignored> ignored = new ArrayList<>();
        for (RouteCandidate candidate : candidates) {
            Failure failure = candidate.exclusion();
            if (failure == null) {
                SmsProvider provider = candidate.gate().provider();
                costEstimates.add(costs.estimate(provider, request));
                ignored.add(new Plan.Ignored(provider.name(), Eligibility.ignored(provider, request)));
            } else {
                excluded.add(new Plan.Excluded(candidate.gate().name(), failure));
            }
        }
        List<String> named = decision.map(RouteDecision::providers).orElse(List.of());
        Failure unnamed = decision.isPresent()
                ? Failure.of(ErrorType.NO_ROUTE, "the rule that fits doesn't name it")
                : noRule(request);
        gates.keySet().stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> excluded.add(new Plan.Excluded(name, unnamed)));
        return new Plan(
                decision.map(RouteDecision::rule).orElse(""),
                costEstimates,
                excluded,
                ignored.stream().filter(one -> !one.fields().isEmpty()).toList(),
                Segments.of(request.text()));
    }
}
