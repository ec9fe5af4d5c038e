package io.heliograph.sandbox.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All states that a message will have at one phone, fixed at its acceptance: the state at any time is looked up
 * here, so no timer is needed. Immutable and thread-safe.
 *
 * @param steps the changes of state in order of time, at least one; the first is the acceptance
 */
public record MessageTimeline(List<Step> steps) {
    /**
     * One change of state.
     *
     * @param state the vendor's own word
     * @param error the vendor's reason for a failure; null without one
     */
    public record Step(Instant at, String state, @Nullable String error) {
        /** A state without an error. */
        public Step(Instant at, String state) {
            this(at, state, null);
        }
    }

    /** A timeline with at least one step. */
    public MessageTimeline {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A timeline has at least one step.");
        }
        steps = List.copyOf(steps);
    }

    /** The latest step at a time. */
    public Step at(Instant now) {
        Step current = steps.get(0);
        for (Step step : steps) {
            if (!step.at().isAfter(now)) {
                current = step;
            }
        }
        return current;
    }

    /** When a state was entered, if it was by now. */
    public Optional<Instant> entered(String state, Instant now) {
        return steps.stream()
                .filter(step -> step.state().equals(state) && !step.at().isAfter(now))
                .map(Step::at)
                .findFirst();
    }
}
