package io.heliograph;

import io.heliograph.message.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider of a route, for one request.
 *
 * @param leftOut why it isn't asked; null if it may be
 */
record Step(Lane lane, @Nullable Refusal leftOut) {
    boolean isOpen() {
        return leftOut == null;
    }

    /** The next open step behind a place; null if there is none. */
    static @Nullable Lane next(List<Step> steps, int at) {
        return steps.subList(at + 1, steps.size()).stream()
                .filter(Step::isOpen)
                .map(Step::lane)
                .findFirst()
                .orElse(null);
    }
}
