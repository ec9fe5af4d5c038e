package io.heliograph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes every way that a case can go within its bounds, and stops where a rule is broken. Belongs to one case. */
final class SystematicExploration {
    private final Map<SystematicCall, SystematicPlace> begins;
    private final Count count;
    private final SystematicVisited visited = new SystematicVisited();

    SystematicExploration(Count count) {
        this(count, new HashMap<>());
    }

    /**
     * Makes an exploration.
     *
     * @param begins the first places of calls that other explorations have made too, and all that comes behind them
     */
    SystematicExploration(Count count, Map<SystematicCall, SystematicPlace> begins) {
        this.count = count;
        this.begins = begins;
    }

    /** How much was explored. */
    static final class Count {
        long states;
        long moves;
        long runs;
        long clientRuns;

        @Override
        public String toString() {
            return String.format(
                    "%,d distinct states, %,d moves, %,d ends, %,d runs of the client",
                    states, moves, runs, clientRuns);
        }
    }

    /**
     * Goes every way of a case.
     *
     * @throws AssertionError naming the rule that was broken, with the story that led there
     */
    void explore(SystematicCase theCase) {
        long placesBefore = SystematicPlace.made();
        try {
            goOn(begin(new SystematicState(theCase, begins, false)));
        } catch (SystematicRules.Broken e) {
            throw new AssertionError(theCase + ": " + e.getMessage() + '\n' + story(e.state()), e);
        }
        count.clientRuns += SystematicPlace.made() - placesBefore;
    }

    private void goOn(SystematicState state) {
        if (!visited.add(state.print())) {
            return;
        }
        count.states++;
        List<SystematicMove> choices = SystematicChoices.of(state);
        if (choices.isEmpty()) {
            count.runs++;
        }
        for (SystematicMove move : choices) {
            count.moves++;
            goOn(SystematicEffects.after(state, move));
        }
    }

    /** The send before everything else, with what goes wrong with it. */
    private static SystematicState begin(SystematicState before) {
        SystematicCase theCase = before.theCase;
        SystematicState state = before;
        if (theCase.first() != SystematicCase.First.NONE) {
            int first = theCase.processes() - 1;
            while (state.processes[first].place() != null) {
                SystematicStep.Kind next = state.place(first).next.kind();
                state = SystematicEffects.after(
                        state, new SystematicMove(theCase.first().move(next), first, -1));
            }
        }
        state.faultsLeft = theCase.bounds().faults();
        state.movesLeft = theCase.bounds().moves();
        state.reportsLeft = theCase.bounds().reports();
        return state;
    }

    /** The same moves again, with a log. */
    private String story(SystematicState broken) {
        SystematicState state = new SystematicState(broken.theCase, begins, true);
        try {
            for (SystematicMove move : broken.moves()) {
                state = SystematicEffects.after(state, move);
            }
        } catch (SystematicRules.Broken e) {
            return e.state().story();
        }
        return "the same moves broke nothing when they were made again";
    }
}
