package io.heliograph.internal.key;

import io.heliograph.idempotency.Claim;
import io.heliograph.message.Attempt;
import io.heliograph.message.SendOutcome;
import java.util.LinkedHashSet;
import java.util.Set;

/** The providers that may have a message whose outcome is unknown. */
public final class PossibleHolders {
    private PossibleHolders() {}

    static Set<String> providers(Claim claim) {
        return claim.outcome().orElse(null) instanceof SendOutcome.Unknown unknown
                ? providers(unknown)
                : claim.provider().map(Set::of).orElse(Set.of());
    }

    /** Those from the first lost response on; the attempts before it have certain results. */
    public static Set<String> providers(SendOutcome.Unknown unknown) {
        Set<String> names = new LinkedHashSet<>();
        names.add(unknown.provider());
        unknown.attempts().stream()
                .dropWhile(attempt -> !attempt.provider().equals(unknown.provider()))
                .filter(attempt -> attempt.result() == Attempt.Result.UNKNOWN)
                .map(Attempt::provider)
                .forEach(names::add);
        return names;
    }
}
