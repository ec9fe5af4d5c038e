package io.heliograph.sandbox.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every state that a message will have at one phone, known from its acceptance on: the state at any time is looked up
 * here, so no timer is needed. Immutable and thread-safe.
 *
 * @param steps in the order of their times, at least one; the first is the acceptance
 */
public record MessageTimeline(List<Step> steps) {
    /**
     * One change of state.
     *
     * @param state the vendor's own word
     * @param error the vendor's reason of a failure; null without one
     */
    public record Step(Instant at, String state, @Nullable String error) {
        /** A state that is no failure, or one without a reason. */
        public Step(Instant at, String state) {
            this(at, state, null);
        }
    }

    /** Refuses a timeline without steps. */
    public MessageTimeline {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A timeline has at least one step.");
        }
        steps = List.copyOf(steps);
    }

    /** The last step up to a time. */
    public Step at(Instant now) {
        Step current = steps.get(0);
        for (Step step : steps) {
            if (!step.at().isAfter(now)) {
                current = step;
            }
        }
        return current;
    }

    /** When a state was entered, if that has happened by now. */
    public Optional<Instant> entered(String state, Instant now) {
        return steps.stream()
                .filter(step -> step.state().equals(state) && !step.at().isAfter(now))
                .map(Step::at)
                .findFirst();
    }
}
