package io.heliograph.internal.plan;

import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.message.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider of a route, for one request.
 *
 * @param exclusion why it is left out; null if it may be tried
 */
public record RouteCandidate(ProviderGate gate, @Nullable Failure exclusion) {
    boolean isOpen() {
        return exclusion == null;
    }

    /** The gate of the next open candidate after an index; null if there is none. */
    public static @Nullable ProviderGate next(List<RouteCandidate> candidates, int at) {
        for (int next = at + 1; next < candidates.size(); next++) {
            if (candidates.get(next).isOpen()) {
                return candidates.get(next).gate();
            }
        }
        return null;
    }
}
