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

    /** The place of the next open step from a place on, or their number; the way hears of those left out before it. */
    static int open(List<Step> steps, int from, SendWay way) {
        int at = from;
        while (at < steps.size()) {
            Step step = steps.get(at);
            Refusal why = step.leftOut();
            if (why == null) {
                return at;
            }
            way.leftOut(step.lane().name(), why);
            at++;
        }
        return at;
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
