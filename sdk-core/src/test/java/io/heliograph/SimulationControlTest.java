package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulation can fail: what is broken on purpose is found, with its seed and its story. */
class SimulationControlTest {
    private static final long RUNS = 200;

    private static void runAll(SimulationSabotage sabotage) {
        for (long seed = 1; seed <= RUNS; seed++) {
            Simulation.run(seed, sabotage == SimulationSabotage.LATE_CLAIMS_OVERWRITE, sabotage, new SimulationTally());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DUPLICATES_STAY, has it twice",
        "CLAIMS_FORGOTTEN, .*",
        "LATE_CLAIMS_OVERWRITE, .*",
        "NAMED_KEYS_CROWD, forgotten|has it|a replay differs|was taken for another",
        "TIMES_BY_WALL_CLOCK, .*",
        "LOSS_CALLED_A_NO, certainly not sent|has it|isn.t reconciled",
        "PROSE_BELIEVED, certainly not sent|has it|isn.t reconciled",
        "ABSENCE_PROVEN_TOO_EARLY, certainly not sent|has it",
        "QUIET_IGNORED, certainly not sent|has it",
        "EMPTY_YES, who has it not",
        "REPORTS_MIXED_UP, who has it not",
        "DEADLINE_OVERRUN, the deadline was"
    })
    void what_is_broken_on_purpose_is_found(SimulationSabotage sabotage, String problem) {
        assertThatThrownBy(() -> runAll(sabotage))
                .isInstanceOf(AssertionError.class)
                .message()
                .containsPattern("(?s)-Dheliograph.seed=[0-9]+: .*(" + problem
                        + ").*call [0-9]+ (SEND|BULK|RECONCILE) by process");
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        Set<String> stories = new HashSet<>();
        for (long seed = 1; seed <= 100; seed++) {
            boolean hasDatabase = seed % 2 == 0;
            String story = logged(seed, hasDatabase);
            assertThat(story)
                    .as("seed %d", seed)
                    .isEqualTo(logged(seed, hasDatabase))
                    .contains("store: claim gives");
            stories.add(story);
        }
        assertThat(stories).as("each seed has its own").hasSize(100);
    }

    private static String logged(long seed, boolean hasDatabase) {
        SimulationLog story = new SimulationLog(true);
        new SimulationRun(seed, hasDatabase, SimulationSabotage.NONE, story, new SimulationTally()).run();
        return story.toString();
    }
}
