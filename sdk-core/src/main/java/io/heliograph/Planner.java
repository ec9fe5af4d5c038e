package io.heliograph;

import io.heliograph.event.SendEnd;
import io.heliograph.message.BulkPart;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.ProviderState;
import io.heliograph.routing.Choice;
import io.heliograph.routing.Estimate;
import io.heliograph.routing.Plan;
import io.heliograph.routing.Prices;
import io.heliograph.routing.Route;
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says where a request goes, in which order, and why each other provider is left out; without any I/O. Thread-safe. */
final class Planner {
    private final Map<String, Lane> lanes;
    private final Route route;
    private final Costs costs;
    private final Prices prices;
    private final @Nullable SpendGuard spend;
    private final OptOuts optOuts;

    /**
     * A planner.
     *
     * @param spend null where nothing limits what is spent
     * @throws InvalidRequestException if the route names a provider that isn't there, or needs prices
     */
    Planner(Map<String, Lane> lanes, Route route, Costs costs, @Nullable SpendGuard spend, OptOuts optOuts) {
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
            Lane.checkName("route", "names", name, lanes.keySet());
        }
        return checked;
    }

    Route route() {
        return route;
    }

    /** The lanes that requests with this one's route may take. */
    List<Lane> lanes(SendRequest request) {
        return routeOf(request).providers().stream().map(this::lane).toList();
    }

    private Route routeOf(SendRequest request) {
        return request.route().map(text -> checked(Route.parse(text))).orElse(route);
    }

    private Lane lane(String name) {
        Lane lane = lanes.get(name);
        if (lane == null) {
            throw new IllegalStateException("a route was not checked: " + name);
        }
        return lane;
    }

    /**
     * Reads the request's own route, if it has one.
     *
     * @throws InvalidRequestException if it can't be read or names a provider that isn't set up
     */
    void check(SendRequest request) {
        routeOf(request);
    }

    /** The providers for a request, in order; empty if no rule of its route fits. */
    Optional<Choice> choose(SendRequest request) {
        return routeOf(request).choose(request, prices);
    }

    /** The same with why not, for each. */
    List<Step> steps(SendRequest request) {
        return inUse(suitable(request));
    }

    /** The providers for a request, with why they can't take it, whether they are in use or not. */
    List<Step> suitable(SendRequest request) {
        List<Step> steps = new ArrayList<>();
        for (String name : choose(request).map(Choice::providers).orElse(List.of())) {
            Lane lane = lane(name);
            Refusal no = Suitability.refusal(lane.provider(), request);
            if (no == null && spend != null) {
                no = spend.refusal(lane.provider(), request);
            }
            steps.add(new Step(lane, no));
        }
        return steps;
    }

    static Refusal noRule(SendRequest request) {
        return Refusal.of(
                ErrorType.NO_ROUTE,
                "no rule of the route fits a message to "
                        + request.to().country().orElse("no country"));
    }

    /** Leaves out what isn't in use now, but for the last: of those, what comes back first is asked all the same. */
    static List<Step> inUse(List<Step> steps) {
        List<Step> used = new ArrayList<>(steps.size());
        int soonest = -1;
        Instant soonestTime = Instant.MAX;
        boolean anyOpen = false;
        for (Step step : steps) {
            ProviderState state = step.isOpen() ? step.lane().state() : ProviderState.up();
            Instant until = state.until().orElse(Instant.MAX);
            if (until.isBefore(soonestTime)) {
                soonest = used.size();
                soonestTime = until;
            }
            boolean up = state.kind() == ProviderState.Kind.UP;
            anyOpen |= up && step.isOpen();
            used.add(up ? step : new Step(step.lane(), outOfUse(state)));
        }
        if (!anyOpen && soonest >= 0) {
            used.set(soonest, steps.get(soonest));
        }
        return used;
    }

    private static Refusal outOfUse(ProviderState state) {
        ErrorType type = switch (state.kind()) {
            case THROTTLED -> ErrorType.RATE_LIMITED;
            case DISABLED -> ErrorType.CONFIGURATION;
            default -> ErrorType.UNREACHABLE;
        };
        return Refusal.of(type, "it is out of use: " + state);
    }

    /** What a request would take at each provider of the client. */
    List<Estimate> estimates(SendRequest request) {
        return lanes.values().stream()
                .map(lane -> costs.estimate(lane.provider(), request))
                .toList();
    }

    /** What a send has taken, by the rules of the provider that took it; empty unless one did just now. */
    Optional<SendEnd.Used> used(SendRequest request, @Nullable SendOutcome outcome) {
        if (!(outcome instanceof SendOutcome.Accepted accepted) || accepted.replayed()) {
            return Optional.empty();
        }
        SmsProvider provider = lane(accepted.message().provider()).provider();
        int parts = accepted.message().segments().orElseGet(() -> Costs.parts(provider, request));
        return Optional.of(new SendEnd.Used(parts, provider.estimate(request), costs.money(provider, request, parts)));
    }

    /** What a call of a bulk send has taken for all its recipients, but for those that were refused in its answer. */
    Optional<SendEnd.Used> used(SendRequest request, BulkPart part) {
        int taken = part.recipients().size() - part.refusedInside();
        if (part.recipients().size() == 1 || taken < 1) {
            return taken < 1 ? Optional.empty() : used(request, part.outcome());
        }
        return part.outcome() instanceof SendOutcome.Accepted accepted
                ? Optional.of(used(lane(accepted.message().provider()).provider(), request, taken))
                : Optional.empty();
    }

    /** The vendor's own count is left aside: some count one message, others all. */
    private SendEnd.Used used(SmsProvider provider, SendRequest request, int recipients) {
        int each = Costs.parts(provider, request);
        return new SendEnd.Used(
                Math.multiplyExact(each, recipients),
                provider.estimate(request).times(recipients),
                costs.money(provider, request, each).map(price -> price.times(recipients)));
    }

    private List<Step> stepsOrHeld(SendRequest request) {
        Refusal held = optOuts.refusal(request);
        return held == null
                ? steps(request)
                : suitable(request).stream()
                        .map(step -> new Step(step.lane(), held))
                        .toList();
    }

    /** For people: every provider of the client, asked or not, and why. */
    Plan plan(SendRequest request) {
        Optional<Choice> choice = choose(request);
        List<Step> steps = stepsOrHeld(request);
        List<Estimate> asked = new ArrayList<>();
        List<Plan.LeftOut> leftOut = new ArrayList<>();
        for (Step step : steps) {
            Refusal why = step.leftOut();
            if (why == null) {
                asked.add(costs.estimate(step.lane().provider(), request));
            } else {
                leftOut.add(new Plan.LeftOut(step.lane().name(), why));
            }
        }
        List<String> named = choice.map(Choice::providers).orElse(List.of());
        Refusal notNamed = choice.isPresent()
                ? Refusal.of(ErrorType.NO_ROUTE, "the rule that fits doesn't name it")
                : noRule(request);
        lanes.keySet().stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> leftOut.add(new Plan.LeftOut(name, notNamed)));
        return new Plan(choice.map(Choice::rule).orElse(""), asked, leftOut, Segments.of(request.text()));
    }
}
