package io.heliograph.sandbox.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All states that a message has and will have at one phone: the state at any time is looked up here, so no timer is needed.
 * What lies ahead can be replaced; what has happened stays. Thread-safe: a reader sees the steps before a change or those after
 * it, always in order of time.
 */
public final class MessageTimeline {
    /**
     * One change of state. Immutable and thread-safe.
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

    private volatile List<Step> steps;
    private volatile Runnable listener = () -> {};

    /**
     * A timeline.
     *
     * @param steps the changes of state in order of time, at least one; the first is the acceptance
     * @throws IllegalArgumentException when there is none, or they aren't in order of time
     */
    public MessageTimeline(List<Step> steps) {
        this.steps = inOrder(steps);
    }

    private static List<Step> inOrder(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A timeline has at least one step.");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).at().isBefore(steps.get(i - 1).at())) {
                throw new IllegalArgumentException("The steps of a timeline must be in order of time; "
                        + steps.get(i).state() + " comes before "
                        + steps.get(i - 1).state() + ".");
            }
        }
        return List.copyOf(steps);
    }

    /** The changes of state in order of time, past and planned; the list doesn't change. */
    public List<Step> steps() {
        return steps;
    }

    /** The latest step at a time. */
    public Step at(Instant now) {
        return at(steps, now);
    }

    private static Step at(List<Step> steps, Instant now) {
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

    /** The steps that are planned after a time, in order of time. */
    public List<Step> after(Instant now) {
        return steps.stream().filter(step -> step.at().isAfter(now)).toList();
    }

    /**
     * Replaces what is planned after a time; the acceptance and what has happened by then stay.
     *
     * @param later the new plan in order of time, not before the last step that stays; empty for no more changes
     * @throws IllegalArgumentException when the plan isn't in order of time
     */
    public void replaceAfter(Instant now, List<Step> later) {
        while (!replaceAfter(now, later, steps())) {
            Thread.onSpinWait();
        }
    }

    /**
     * Replaces what is planned after a time, as {@link #replaceAfter(Instant, List)}, unless the steps have changed meanwhile.
     *
     * @param seen the list that {@link #steps()} returned when the plan was made, and no copy of it
     * @return whether it was replaced
     */
    public boolean replaceAfter(Instant now, List<Step> later, List<Step> seen) {
        List<Step> next = new ArrayList<>(seen.subList(0, 1));
        seen.stream().skip(1).filter(step -> !step.at().isAfter(now)).forEach(next::add);
        next.addAll(later);
        List<Step> ordered = inOrder(next);
        synchronized (this) {
            if (!isCurrent(seen)) {
                return false;
            }
            steps = ordered;
        }
        // Without the lock: a listener may have its own.
        listener.run();
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // equal steps may be those of another plan
    private boolean isCurrent(List<Step> seen) {
        return steps == seen;
    }

    /**
     * Replaces what is planned after a time, as {@link #replaceAfter(Instant, List)}, if the message is in this state then, as a
     * vendor cancels what is pending.
     *
     * @return whether it was
     */
    public boolean replaceIf(String state, Instant now, List<Step> later) {
        List<Step> seen = steps();
        while (at(seen, now).state().equals(state)) {
            if (replaceAfter(now, later, seen)) {
                return true;
            }
            seen = steps();
        }
        return false;
    }

    /** Adds a listener, called after each change on the thread that made it. */
    public synchronized void listen(Runnable added) {
        Runnable before = listener;
        listener = () -> {
            before.run();
            added.run();
        };
    }
}
