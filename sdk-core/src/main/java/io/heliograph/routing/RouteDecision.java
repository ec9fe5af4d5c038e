package io.heliograph.routing;

import java.util.List;
import java.util.Objects;

/**
 * What a route decides for one request. Immutable and thread-safe.
 *
 * @param rule the rule that decided, as it stands in the route's text
 * @param providers the names in the order in which they are asked, each once, at least one
 */
public record RouteDecision(String rule, List<String> providers) {
    public RouteDecision {
        Objects.requireNonNull(rule, "rule");
        providers = List.copyOf(providers);
    }
}
