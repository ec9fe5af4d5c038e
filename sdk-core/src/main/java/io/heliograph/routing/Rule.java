package io.heliograph.routing;

import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import java.util.List;
import java.util.stream.Collectors;

/** The stages for the requests that match a condition. */
record Rule(Condition condition, List<Stage> stages) {
    Rule {
        stages = List.copyOf(stages);
    }

    List<String> order(SendRequest request, PriceSource prices) {
        return stages.stream().flatMap(stage -> stage.order(request, prices)).toList();
    }

    /** The text after the colon. */
    String target() {
        return stages.stream().map(Stage::toString).collect(Collectors.joining(" || "));
    }

    @Override
    public String toString() {
        return condition + ": " + target();
    }
}
