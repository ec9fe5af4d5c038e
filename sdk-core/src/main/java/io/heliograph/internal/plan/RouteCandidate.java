package io.heliograph.internal.plan;

import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.message.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider of a route, for one request.
 *
 * @param exclusion why it isn't asked; null if it may be
 */
public record RouteCandidate(ProviderGate gate, @Nullable Failure exclusion) {
    boolean isOpen() {
        return exclusion == null;
    }

    /** The next open step behind a place; null if there is none. */
    static @Nullable public ProviderGate next(List<RouteCandidate> steps, int at) {
        return steps.subList(at + 1, steps.size()).stream()
                .filter(RouteCandidate::isOpen)
                .map(RouteCandidate::gate)
                .findFirst()
                .orElse(null);
    }
}
