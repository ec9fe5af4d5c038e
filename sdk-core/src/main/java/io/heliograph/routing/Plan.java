package io.heliograph.routing;

import io.heliograph.message.Failure;
import io.heliograph.money.CostEstimate;
import io.heliograph.text.Segments;
import java.util.List;
import java.util.Objects;

/**
 * Where a send would go at this moment, and why each other provider is left out. Immutable and thread-safe; it holds nothing
 * personal but the text, in its segments.
 *
 * @param rule the rule of the route that fits; empty if none does
 * @param steps who would be asked, in order, each only after a certain no of those before it, and what it would take there
 * @param excluded who wouldn't be, and why
 * @param segments how many segments the text takes, by the standard; each step has them as its provider counts
 */
public record Plan(String rule, List<CostEstimate> steps, List<Excluded> excluded, Segments segments) {
    public Plan {
        Objects.requireNonNull(rule, "rule");
        steps = List.copyOf(steps);
        excluded = List.copyOf(excluded);
        Objects.requireNonNull(segments, "segments");
    }

    /** The names of those who would be asked, in order. */
    public List<String> providers() {
        return steps.stream().map(CostEstimate::provider).toList();
    }

    /** A provider that isn't asked, and why. */
    public record Excluded(String provider, Failure reason) {
        public Excluded {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(reason, "why");
        }
    }
}
