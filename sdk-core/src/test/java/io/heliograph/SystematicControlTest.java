package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.spi.DuplicateProtection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The systematic exploration can fail: what is broken on purpose is found, with its rule and its story. */
@Tag("long")
class SystematicControlTest {
    private static List<String> failures(
            SystematicCase.First first,
            List<List<SystematicCall.Kind>> calls,
            SystematicCase.Bounds bounds,
            SystematicSabotage sabotage,
            boolean quiet) {
        List<String> failures = new ArrayList<>();
        for (List<DuplicateProtection> dedupes : SystematicCase.allDedupes()) {
            try {
                new SystematicExploration(new SystematicExploration.Count())
                        .explore(new SystematicCase(dedupes, first, calls, bounds, sabotage, quiet));
            } catch (AssertionError e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return failures;
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, LOST, NOTHING",
        "UNFENCED, LOST, pa is asked@ and pb has it or will",
        "RELEASE_IGNORES_NOTES, LOST, was reported as certainly not sent before it was taken",
        "LEASE_FOR_ANYBODY, LOST, was reported as certainly not sent@ and what became of it at pb isn't reconciled"
    })
    void what_is_broken_on_purpose_is_found(SystematicSabotage sabotage, SystematicCase.First first, String problem) {
        SystematicCase.Bounds bounds = new SystematicCase.Bounds(2, 1, 0);

        List<String> failures = failures(first, SystematicDepth.reconcileTwice(), bounds, sabotage, true);

        if (sabotage == SystematicSabotage.NONE) {
            assertThat(failures).isEmpty();
        } else {
            assertThat(failures)
                    .anySatisfy(failure -> assertThat(failure)
                            .contains(problem.replace('@', ','))
                            .containsPattern("(?s)process A: .*POST.*process B: LEASE"));
        }
    }

    @Test
    void a_repeated_absence_that_the_provider_does_not_speak_of_is_found() {
        List<List<SystematicCall.Kind>> one = List.of(List.of(SystematicCall.Kind.SEND), List.of());
        SystematicCase.Bounds bounds = new SystematicCase.Bounds(1, 0, 0);

        assertThat(failures(SystematicCase.First.NONE, one, bounds, SystematicSabotage.NONE, true))
                .isEmpty();
        assertThat(failures(SystematicCase.First.NONE, one, bounds, SystematicSabotage.NONE, false))
                .anySatisfy(
                        failure -> assertThat(failure).contains("pb is asked").containsPattern("pa ASK"));
    }
}
