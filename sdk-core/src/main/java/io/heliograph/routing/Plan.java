package io.heliograph.routing;

import io.heliograph.message.Failure;
import io.heliograph.money.CostEstimate;
import io.heliograph.text.Segments;
import java.util.List;
import java.util.Objects;

/**
 * The providers that a send would try now, in order, and why each other one is excluded. Immutable and thread-safe; it
 * holds no personal data but the text, in its segments.
 *
 * @param rule the rule of the route that matches; empty if none does
 * @param steps the providers that would be tried, in order, each only after those before it certainly didn't send; with
 *     what the message would take there
 * @param excluded the providers that wouldn't be tried, and why
 * @param ignored what providers that would be tried ignore of the request; without those that ignore nothing
 * @param segments the text's segments by the standard; each step has them as its provider counts
 */
public record Plan(
        String rule, List<CostEstimate> steps, List<Excluded> excluded, List<Ignored> ignored, Segments segments) {
    public Plan {
        Objects.requireNonNull(rule, "rule");
        steps = List.copyOf(steps);
        excluded = List.copyOf(excluded);
        ignored = List.copyOf(ignored);
        Objects.requireNonNull(segments, "segments");
    }

    /** The names of the providers that would be tried, in order. */
    public List<String> providers() {
        return steps.stream().map(CostEstimate::provider).toList();
    }

    /** What a provider ignores of the request, by {@link Ignored#fields}; empty if it ignores nothing or isn't tried. */
    public List<String> ignoredBy(String provider) {
        return ignored.stream()
                .filter(one -> one.provider().equals(provider))
                .findFirst()
                .map(Ignored::fields)
                .orElse(List.of());
    }

    /**
     * What a provider ignores of the request. It sends the message without it.
     *
     * @param fields {@code from}, {@code tag}, {@code callbackUrl}, and the full names of options such as {@code
     *     androidgateway.priority}
     */
    public record Ignored(String provider, List<String> fields) {
        public Ignored {
            Objects.requireNonNull(provider, "provider");
            fields = List.copyOf(fields);
        }
    }

    /** A provider that isn't tried, and why. */
    public record Excluded(String provider, Failure reason) {
        public Excluded {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(reason, "why");
        }
    }
}
