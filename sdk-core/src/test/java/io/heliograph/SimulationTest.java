package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sends at random, through outages and deaths, keep the rules. {@code -Dsimulation.sends=…} makes more of them,
 * {@code -Dheliograph.seed=…} begins with that seed.
 */
@Tag("long")
class SimulationTest {
    private static final long IN_EACH_BUILD = 100_000;
    private static final long SENDS = Long.getLong("simulation.sends", IN_EACH_BUILD);
    private static final long SEED = Long.getLong("heliograph.seed", 20_261_101L);

    @Test
    void no_send_breaks_a_rule() {
        SimulationTally tally = new SimulationTally();

        assertThat(Simulation.simulate(SENDS, SEED, false, tally)).isGreaterThanOrEqualTo(SENDS);

        if (SENDS > IN_EACH_BUILD) {
            System.out.println(tally);
        }
    }

    /** The store is in a database that stands still, is slow, and fails before and after its commits. */
    @Test
    void no_send_breaks_a_rule_while_a_database_has_bad_times() {
        SimulationTally tally = new SimulationTally();
        long sends = SENDS / 4;

        assertThat(Simulation.simulate(sends, SEED, true, tally)).isGreaterThanOrEqualTo(sends);

        assertThat(tally.counts())
                .containsKeys("store failed before claim", "store failed after claim", "store committed late claim")
                .containsKeys("store failed after note of an attempt", "store committed late note of an attempt")
                .containsKeys("store failed after finish", "store committed late finish")
                .containsKeys("store failed after release", "store committed late release")
                .containsKeys(
                        "SEND Accepted", "SEND Rejected", "SEND Unknown again", "RECONCILE Accepted", "process died");
        if (SENDS > IN_EACH_BUILD) {
            System.out.println(tally);
        }
    }

    @Test
    void every_fate_and_every_outcome_is_among_them() {
        SimulationTally tally = new SimulationTally();
        Simulation.simulate(10_000, 1, false, tally);

        assertThat(tally.counts())
                .hasSizeGreaterThan(SimulatedBehaviour.values().length)
                .containsKeys("process died", "process stood still", "lookup found", "lookup found nothing")
                .containsKeys("SEND Accepted", "SEND Accepted again", "SEND Rejected", "SEND Rejected again")
                .containsKeys("SEND Unknown", "SEND Unknown again", "RECONCILE Accepted", "RECONCILE Rejected")
                .containsKeys("RECONCILE Unknown", "other content refused", "BULK second run refused")
                .containsKeys("process stood still while another did", "REPORT reconciled", "REPORT changed nothing")
                .containsKeys("REPORT of a failure", "not found, renewed by each question")
                .containsKeys("wall clock stepped ahead", "wall clock stepped back")
                .containsKeys("key given", "key given, few places", "key generated");
        assertThat(SimulatedBehaviour.values())
                .allSatisfy(fate -> assertThat(tally.counts()).containsKey("request " + fate));
    }
}
