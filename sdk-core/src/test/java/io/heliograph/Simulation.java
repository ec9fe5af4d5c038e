package io.heliograph;

/** Runs a simulation for some logical sends, and tells the story of the first that broke a rule. */
final class Simulation {
    private Simulation() {}

    /**
     * Simulates runs with one seed after the other, until there were so many sends.
     *
     * @param hasDatabase whether the store is in a database, which has bad times
     * @return how many there were
     * @throws AssertionError naming the seed, with the story of the send that broke a rule
     */
    static long simulate(long sends, long firstSeed, boolean hasDatabase, SimulationTally tally) {
        long done = 0;
        for (long seed = firstSeed; done < sends; seed++) {
            done += run(seed, hasDatabase, SimulationSabotage.NONE, tally);
        }
        return done;
    }

    static int run(long seed, boolean hasDatabase, SimulationSabotage sabotage, SimulationTally tally) {
        try {
            return new SimulationRun(seed, hasDatabase, sabotage, new SimulationLog(false), tally).run();
        } catch (SimulationFailure | RuntimeException e) {
            throw new AssertionError(
                    "the simulation fails with -Dheliograph.seed=" + seed + ": " + e.getMessage() + '\n'
                            + story(seed, hasDatabase, sabotage),
                    e);
        }
    }

    /** The same run again, with a log. */
    private static String story(long seed, boolean hasDatabase, SimulationSabotage sabotage) {
        SimulationLog story = new SimulationLog(true);
        try {
            new SimulationRun(seed, hasDatabase, sabotage, story, new SimulationTally()).run();
        } catch (SimulationFailure e) {
            return story.of(e.subject());
        } catch (RuntimeException e) {
            return "no story: " + e;
        }
        return "the same seed gave no failure when it ran again";
    }
}
