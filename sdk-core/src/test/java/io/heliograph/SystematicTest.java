package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two processes with one key keep the rules, whatever the order of their steps and whatever goes wrong, up to a bound.
 * {@code -Dheliograph.systematic.depth=…} lets more happen.
 */
@Tag("long")
@Tag("exhaustive")
class SystematicTest {
    private static final int DEPTH = Integer.getInteger("heliograph.systematic.depth", 1);

    /** So that the exploration doesn't become smaller by accident. */
    private static final long AT_LEAST = 2_200_000;

    @Test
    void no_order_of_steps_breaks_a_rule() {
        SystematicExploration.Count count = new SystematicExploration.Count();
        long began = System.nanoTime();

        SystematicDepth.cases(DEPTH).stream()
                .collect(Collectors.groupingBy(SystematicCase::dedupes))
                .values()
                .forEach(cases -> exploreTogether(cases, count));

        assertThat(count.states).isGreaterThan(AT_LEAST);
        System.out.printf("depth %d: %s, %.0f s%n", DEPTH, count, (System.nanoTime() - began) / 1e9);
    }

    /** A run of the client serves all cases whose providers can the same. */
    private static void exploreTogether(List<SystematicCase> cases, SystematicExploration.Count count) {
        Map<SystematicCall, SystematicPlace> begins = new HashMap<>();
        cases.forEach(each -> new SystematicExploration(count, begins).explore(each));
    }
}
