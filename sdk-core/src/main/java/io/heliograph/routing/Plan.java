package io.heliograph.routing;

import io.heliograph.message.Refusal;
import java.util.List;
import java.util.Objects;

/**
 * Where a send would go at this moment, and why each other provider is left out. Immutable and thread-safe; it holds nothing
 * personal.
 *
 * @param rule the rule of the route that fits; empty if none does
 * @param providers who would be asked, in order, each only after a certain no of those before it
 * @param leftOut who wouldn't be, and why
 */
public record Plan(String rule, List<String> providers, List<LeftOut> leftOut) {
    public Plan {
        Objects.requireNonNull(rule, "rule");
        providers = List.copyOf(providers);
        leftOut = List.copyOf(leftOut);
    }

    /** A provider that isn't asked, and why. */
    public record LeftOut(String provider, Refusal why) {
        public LeftOut {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(why, "why");
        }
    }
}
