package io.heliograph.routing;

import java.util.List;
import java.util.Objects;

/**
 * The rule and the providers that a route chooses for one request. Immutable and thread-safe.
 *
 * @param rule the rule that matched, in the route's text
 * @param providers the names in the order in which they are tried, each once, at least one
 */
public record RouteDecision(String rule, List<String> providers) {
    public RouteDecision {
        Objects.requireNonNull(rule, "rule");
        providers = List.copyOf(providers);
    }
}
