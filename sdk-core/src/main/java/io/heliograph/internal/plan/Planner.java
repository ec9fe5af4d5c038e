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
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says where a request goes, in which order, and why each other provider is left out; without any I/O. Thread-safe. */
public final class Planner {
    private final Map<String, ProviderGate> lanes;
    private final Route route;
    private final CostCalculator costs;
    private final PriceSource prices;
    private final @Nullable SpendGuard spend;
    private final SuppressionGuard optOuts;

    /**
     * A planner.
     *
     * @param spend null where nothing limits what is spent
     * @throws InvalidRequestException if the route names a provider that isn't there, or needs prices
     */
    public Planner(
            Map<String, ProviderGate> lanes,
            Route route,
            CostCalculator costs,
            @Nullable SpendGuard spend,
            SuppressionGuard optOuts) {
        this.lanes = lanes;
        this.costs = costs;
        this.spend = spend;
        this.optOuts = optOuts;
        prices = costs.prices(lanes);
        this.route = checked(route);
    }

    private Route checked(Route checked) {
        if (checked.usesPrices() && !costs.hasPrices()) {
            throw new InvalidRequestException("route", "asks for the cheapest, and the client has no prices");
        }
        for (String name : checked.providers()) {
            ProviderGate.checkName("route", "names", name, lanes.keySet());
        }
        return checked;
    }

    public Route route() {
        return route;
    }

    /** The lanes that requests with this one's route may take. */
    public List<ProviderGate> gates(SendRequest request) {
        return routeOf(request).providers().stream().map(this::gate).toList();
    }

    private Route routeOf(SendRequest request) {
        return request.route().map(text -> checked(Route.parse(text))).orElse(route);
    }

    private ProviderGate gate(String name) {
        ProviderGate gate = lanes.get(name);
        if (gate == null) {
            throw new IllegalStateException("a route was not checked: " + name);
        }
        return gate;
    }

    /**
     * Reads the request's own route, if it has one.
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

    /** The same with why not, for each. */
    public List<RouteCandidate> candidates(SendRequest request) {
        return available(eligible(request));
    }

    /** The providers for a request, with why they can't take it, whether they are in use or not. */
    public List<RouteCandidate> eligible(SendRequest request) {
        List<RouteCandidate> steps = new ArrayList<>();
        for (String name : choose(request).map(RouteDecision::providers).orElse(List.of())) {
            ProviderGate lane = gate(name);
            Failure failure = Eligibility.refusal(lane.provider(), request);
            if (failure == null && spend != null) {
                failure = spend.overLimit(lane.provider(), request);
            }
            steps.add(new RouteCandidate(lane, failure));
        }
        return steps;
    }

    public static Failure noRule(SendRequest request) {
        return Failure.of(
                ErrorType.NO_ROUTE,
                "no rule of the route fits a message to "
                        + request.to().country().orElse("no country"));
    }

    /** Leaves out what isn't in use now, but for the last: of those, what comes back first is asked all the same. */
    public static List<RouteCandidate> available(List<RouteCandidate> steps) {
        List<RouteCandidate> used = new ArrayList<>(steps.size());
        int soonest = -1;
        Instant soonestTime = Instant.MAX;
        boolean anyOpen = false;
        for (RouteCandidate candidate : steps) {
            ProviderState state = candidate.isOpen() ? candidate.gate().state() : ProviderState.up();
            Instant until = state.until().orElse(Instant.MAX);
            if (until.isBefore(soonestTime)) {
                soonest = used.size();
                soonestTime = until;
            }
            boolean up = state.kind() == ProviderState.Kind.UP;
            anyOpen |= up && candidate.isOpen();
            used.add(up ? candidate : new RouteCandidate(candidate.gate(), unavailable(state)));
        }
        if (!anyOpen && soonest >= 0) {
            used.set(soonest, steps.get(soonest));
        }
        return used;
    }

    private static Failure unavailable(ProviderState state) {
        ErrorType type = switch (state.kind()) {
            case THROTTLED -> ErrorType.RATE_LIMITED;
            case DISABLED -> ErrorType.CONFIGURATION;
            default -> ErrorType.UNREACHABLE;
        };
        return Failure.of(type, "it is out of use: " + state);
    }

    /** What a request would take at each provider of the client. */
    public List<CostEstimate> estimates(SendRequest request) {
        return lanes.values().stream()
                .map(gate -> costs.estimate(gate.provider(), request))
                .toList();
    }

    /** What a send has taken, by the rules of the provider that took it; empty unless one did just now. */
    public Optional<SendCompletion.Usage> used(SendRequest request, @Nullable SendOutcome outcome) {
        if (!(outcome instanceof SendOutcome.Accepted accepted) || accepted.replayed()) {
            return Optional.empty();
        }
        SmsProvider provider = gate(accepted.message().provider()).provider();
        int parts = accepted.message().segments().orElseGet(() -> CostCalculator.parts(provider, request));
        return Optional.of(
                new SendCompletion.Usage(parts, provider.estimate(request), costs.money(provider, request, parts)));
    }

    /** What a call of a bulk send has taken for all its recipients, but for those that were refused in its answer. */
    public Optional<SendCompletion.Usage> used(SendRequest request, BulkCallResult part) {
        int taken = part.recipients().size() - part.refusedInside();
        if (part.recipients().size() == 1 || taken < 1) {
            return taken < 1 ? Optional.empty() : used(request, part.outcome());
        }
        return part.outcome() instanceof SendOutcome.Accepted accepted
                ? Optional.of(used(gate(accepted.message().provider()).provider(), request, taken))
                : Optional.empty();
    }

    /** The vendor's own count is left aside: some count one message, others all. */
    private SendCompletion.Usage used(SmsProvider provider, SendRequest request, int recipients) {
        int each = CostCalculator.parts(provider, request);
        return new SendCompletion.Usage(
                Math.multiplyExact(each, recipients),
                provider.estimate(request).times(recipients),
                costs.money(provider, request, each).map(price -> price.times(recipients)));
    }

    private List<RouteCandidate> candidatesOrSuppressed(SendRequest request) {
        Failure held = optOuts.suppressed(request);
        return held == null
                ? candidates(request)
                : eligible(request).stream()
                        .map(candidate -> new RouteCandidate(candidate.gate(), held))
                        .toList();
    }

    /** For people: every provider of the client, asked or not, and why. */
    public Plan plan(SendRequest request) {
        Optional<RouteDecision> choice = choose(request);
        List<RouteCandidate> steps = candidatesOrSuppressed(request);
        List<CostEstimate> costEstimates = new ArrayList<>();
        List<Plan.Excluded> leftOut = new ArrayList<>();
        for (RouteCandidate candidate : steps) {
            Failure failure = candidate.exclusion();
            if (failure == null) {
                costEstimates.add(costs.estimate(candidate.gate().provider(), request));
            } else {
                leftOut.add(new Plan.Excluded(candidate.gate().name(), failure));
            }
        }
        List<String> named = choice.map(RouteDecision::providers).orElse(List.of());
        Failure notNamed = choice.isPresent()
                ? Failure.of(ErrorType.NO_ROUTE, "the rule that fits doesn't name it")
                : noRule(request);
        lanes.keySet().stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> leftOut.add(new Plan.Excluded(name, notNamed)));
        return new Plan(
                choice.map(RouteDecision::rule).orElse(""), costEstimates, leftOut, Segments.of(request.text()));
    }
}
