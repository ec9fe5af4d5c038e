package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Sends at random, through outages and deaths, keep the rules. {@code -Dheliograph.simulation.sends=…} makes more of them,
 * {@code -Dheliograph.seed=…} begins with that seed.
 */
class SimulationTest {
    private static final long SENDS = Long.getLong("heliograph.simulation.sends", 100_000);
    private static final long SEED = Long.getLong("heliograph.seed", 20_261_101L);

    @Test
    void noSendBreaksARule() {
        assertThat(Simulation.simulate(SENDS, SEED)).isGreaterThanOrEqualTo(SENDS);
    }
}
