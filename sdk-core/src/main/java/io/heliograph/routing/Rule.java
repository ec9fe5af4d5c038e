package io.heliograph.routing;

import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stages for the requests that match a condition.
 *
 * @param fixedOrder the names where the order doesn't depend on the request; else null
 * @param text the rule's text in a route
 */
record Rule(
        Condition condition, List<Stage> stages, @Nullable List<String> fixedOrder, String text) {
    static Rule of(Condition condition, List<Stage> stages) {
        List<Stage> all = List.copyOf(stages);
        boolean fixed = all.stream().allMatch(stage -> stage.names().count() == 1);
        List<String> order =
                fixed ? List.copyOf(all.stream().flatMap(Stage::names).toList()) : null;
        return new Rule(condition, all, order, condition + ": " + target(all));
    }

    /** The names in the order in which they are tried for a request. */
    List<String> order(SendRequest request, PriceSource prices) {
        return stages.stream().flatMap(stage -> stage.order(request, prices)).toList();
    }

    /** The text after the colon. */
    String target() {
        return target(stages);
    }

    private static String target(List<Stage> stages) {
        return stages.stream().map(Stage::toString).collect(Collectors.joining(" || "));
    }

    @Override
    public String toString() {
        return text;
    }
}
