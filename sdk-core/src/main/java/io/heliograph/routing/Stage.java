package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Providers that a route tries before those of the next stage: one, several with weights, or the cheapest first.
 *
 * <p>Immutable and thread-safe. {@code toString} is the stage's text in a route.
 *
 * <pre>{@code
 * Stage threeToOne = Stage.of("wavix", 3).and("nativehub", 1);
 * Stage byPrice = Stage.cheapest("wavix", "nativehub");
 * }</pre>
 */
public final class Stage {
    static final int MAX_WEIGHT = 1000;

    /** A provider with its weight. */
    record Target(String name, int weight) {
        @Override
        public String toString() {
            return weight == 1 ? name : name + "*" + weight;
        }
    }

    private final boolean byPrice;
    private final List<Target> targets;

    private Stage(boolean byPrice, List<Target> targets) {
        this.byPrice = byPrice;
        this.targets = List.copyOf(targets);
    }

    static Stage shared(List<Target> targets) {
        return new Stage(false, targets);
    }

    static Stage cheapest(List<String> names) {
        return new Stage(true, names.stream().map(name -> new Target(name, 1)).toList());
    }

    /**
     * A stage with one provider.
     *
     * @throws InvalidRequestException if that isn't a provider's name: lower-case letters, digits and hyphens, a letter first
     */
    public static Stage of(String provider) {
        return of(provider, 1);
    }

    /**
     * A stage with one provider and its weight beside those that {@link #and(String, int)} adds.
     *
     * @param weight 1 to 1000
     * @throws InvalidRequestException if that isn't a provider's name, or the weight is out of range
     */
    public static Stage of(String provider, int weight) {
        return shared(List.of(target(provider, weight)));
    }

    /**
     * A stage with these providers by their price for the request, lowest first, then those without a price; equal ones
     * keep their order.
     *
     * @throws InvalidRequestException if one isn't a provider's name
     */
    public static Stage cheapest(String provider, String... others) {
        return cheapest(Stream.concat(Stream.of(provider), Stream.of(others))
                .map(ProviderName::check)
                .toList());
    }

    /** The same as {@link #and(String, int)} with a weight of 1. */
    public Stage and(String provider) {
        return and(provider, 1);
    }

    /**
     * Adds a provider that shares the requests, in proportion to the weights.
     *
     * @param weight 1 to 1000
     * @throws InvalidRequestException if that isn't a provider's name, the weight is out of range, or this stage goes
     *     by price
     */
    public Stage and(String provider, int weight) {
        if (byPrice) {
            throw new InvalidRequestException("route", "can't give weights to providers that go by their price");
        }
        return shared(Stream.concat(targets.stream(), Stream.of(target(provider, weight)))
                .toList());
    }

    private static Target target(String provider, int weight) {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new InvalidRequestException("route", "has the weight " + weight + "; a weight is 1 to " + MAX_WEIGHT);
        }
        return new Target(ProviderName.check(provider), weight);
    }

    /** The names in written order. */
    Stream<String> names() {
        return targets.stream().map(Target::name);
    }

    boolean usesPrices() {
        return byPrice;
    }

    /** The names in the order in which they are tried for a request. */
    Stream<String> order(SendRequest request, PriceSource prices) {
        if (targets.size() == 1) {
            return names();
        }
        return byPrice ? byPrice(request, prices) : drawn(request);
    }

    private Stream<String> byPrice(SendRequest request, PriceSource prices) {
        List<String> unknown = new ArrayList<>();
        List<String> known = new ArrayList<>();
        Map<String, BigDecimal> amounts = new HashMap<>();
        for (Target target : targets) {
            Optional<BigDecimal> price = prices.price(target.name(), request);
            price.ifPresent(amount -> amounts.put(target.name(), amount));
            (price.isPresent() ? known : unknown).add(target.name());
        }
        known.sort(Comparator.comparing(amounts::get));
        return Stream.concat(known.stream(), unknown.stream());
    }

    private Stream<String> drawn(SendRequest request) {
        WeightedOrder draw = new WeightedOrder(request.key());
        Map<Target, Double> times = new HashMap<>();
        targets.forEach(target -> times.put(target, draw.time(target.name(), target.weight())));
        return targets.stream().sorted(Comparator.comparing(times::get)).map(Target::name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stage stage && byPrice == stage.byPrice && targets.equals(stage.targets);
    }

    @Override
    public int hashCode() {
        return targets.hashCode();
    }

    @Override
    public String toString() {
        return byPrice
                ? names().collect(Collectors.joining(", ", ProviderName.CHEAPEST + "(", ")"))
                : targets.stream().map(Target::toString).collect(Collectors.joining(" && "));
    }
}
