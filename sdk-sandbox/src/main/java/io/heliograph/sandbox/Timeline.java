package io.heliograph.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that will become of one message at one phone, known from the start: its state at any time is looked up
 * here, so that no timer is needed.
 *
 * @param steps in the order of their times; the first is the acceptance
 */
record Timeline(List<Step> steps) {
    /** One change of state. */
    record Step(Instant at, String state, @Nullable String error) {
        Step(Instant at, String state) {
            this(at, state, null);
        }
    }

    /** The last step up to a time. */
    Step at(Instant now) {
        Step current = steps.get(0);
        for (Step step : steps) {
            if (!step.at().isAfter(now)) {
                current = step;
            }
        }
        return current;
    }

    /** When a state was entered, if that has happened by now. */
    Optional<Instant> entered(String state, Instant now) {
        return steps.stream()
                .filter(step -> step.state().equals(state) && !step.at().isAfter(now))
                .map(Step::at)
                .findFirst();
    }
}
