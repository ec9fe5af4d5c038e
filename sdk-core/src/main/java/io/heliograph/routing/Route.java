package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which providers a request may use, and in which order: {@code "TH: thaibulk || wavix; *: wavix"}.
 *
 * <p>Immutable and thread-safe. The language is described in {@code docs/routes.md}; {@link RouteBuilder} builds the same
 * values in code. {@code toString} is the route's text in one spelling, which {@link #parse} reads as an equal route.
 */
public final class Route {
    private final List<Rule> rules;
    private final String text;
    private final RuleIndex index;

    /** One for each rule; empty where it depends on the request. */
    private final List<Optional<RouteDecision>> fixedDecisions;

    private Route(List<Rule> rules, String text) {
        this.rules = rules;
        this.text = text;
        index = new RuleIndex(rules);
        fixedDecisions = rules.stream().map(this::fixedDecision).toList();
    }

    /** Validates built rules by parsing their text, so that routes in code and in text have the same checks. */
    static Route built(List<Rule> rules) {
        if (rules.stream().anyMatch(rule -> rule.stages().isEmpty())) {
            throw RouteParser.empty();
        }
        return parse(text(rules));
    }

    /**
     * Parses a route.
     *
     * @throws InvalidRequestException that shows the position of the mistake and what would be right
     */
    public static Route parse(String text) {
        List<Rule> rules = List.copyOf(RouteParser.rules(text));
        String spelled = text(rules);
        RouteParser.checkLength(spelled, " with its blanks");
        return new Route(rules, spelled);
    }

    /**
     * A route with these providers in this order, for every request.
     *
     * @throws InvalidRequestException if the list is empty, has an invalid name, or has a name twice
     */
    public static Route of(String... providers) {
        return of(List.of(providers));
    }

    /**
     * A route with these providers in this order, for every request.
     *
     * @throws InvalidRequestException if the list is empty, has an invalid name, or has a name twice
     */
    public static Route of(List<String> providers) {
        return built(
                List.of(Rule.of(Condition.ANY, providers.stream().map(Stage::of).toList())));
    }

    /**
     * Applies the first rule whose condition matches the request; the result is always the same for a request, so that
     * a test can check a route.
     *
     * @param prices the prices for {@code cheapest(…)}; not used otherwise, see {@link #usesPrices()}
     * @return empty if no rule matches
     */
    public Optional<RouteDecision> choose(SendRequest request, PriceSource prices) {
        int found = index.find(new RequestAttributes(request));
        if (found == RuleIndex.NONE) {
            return Optional.empty();
        }
        Optional<RouteDecision> fixed = fixedDecisions.get(found);
        return fixed.isPresent() ? fixed : Optional.of(decision(rules.get(found), request, prices));
    }

    private RouteDecision decision(Rule rule, SendRequest request, PriceSource prices) {
        return new RouteDecision(textOf(rule), rule.order(request, prices));
    }

    private String textOf(Rule rule) {
        return rules.size() == 1 ? text : rule.text();
    }

    /** The decision of a rule whose order doesn't depend on the request. */
    private Optional<RouteDecision> fixedDecision(Rule rule) {
        return Optional.ofNullable(rule.fixedOrder()).map(order -> new RouteDecision(textOf(rule), order));
    }

    /** Every provider in the route, in the order of first mention. */
    public List<String> providers() {
        return stages().flatMap(Stage::names).distinct().toList();
    }

    /** Whether the route has a {@code cheapest(…)}, which keeps its written order without prices. */
    public boolean usesPrices() {
        return stages().anyMatch(Stage::usesPrices);
    }

    /** Whether requests that differ in recipient and key only may get other providers, or another order of them. */
    public boolean dependsOnRecipient() {
        return rules.stream()
                .anyMatch(rule -> rule.fixedOrder() == null || rule.condition().testsRecipient());
    }

    private Stream<Stage> stages() {
        return rules.stream().flatMap(rule -> rule.stages().stream());
    }

    /** The normalised text of these rules. */
    static String text(List<Rule> rules) {
        return rules.size() == 1 && rules.get(0).condition().equals(Condition.ANY)
                ? rules.get(0).target()
                : rules.stream().map(Rule::toString).collect(Collectors.joining("; "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route route && text.equals(route.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
