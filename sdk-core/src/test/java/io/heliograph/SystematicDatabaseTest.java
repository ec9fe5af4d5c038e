package io.heliograph;

import static io.heliograph.SystematicCall.Kind.RECONCILE;
import static io.heliograph.SystematicCall.Kind.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.spi.DuplicateProtection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A store in a database keeps the rules wherever it fails: before its commit, after it, or with a commit that comes after the failure,
 * as of a statement whose connection broke. At every call of the store that a send makes, its retries, and what asks about it later.
 */
@Tag("long")
class SystematicDatabaseTest {
    /** So that the exploration doesn't become smaller by accident. */
    private static final long AT_LEAST = 20_000;

    /** Failures of the store, a provider or the process, and a step of time: up to the lease's end, or beyond. */
    private static SystematicCase.Bounds bounds(int failures) {
        return new SystematicCase.Bounds(failures, 1, 0, true);
    }

    private static void explore(
            SystematicExploration.Count count,
            SystematicSabotage sabotage,
            int failures,
            List<List<SystematicCall.Kind>> calls) {
        for (DuplicateProtection dedupe : DuplicateProtection.values()) {
            List<DuplicateProtection> dedupes = List.of(dedupe, DuplicateProtection.NONE);
            SystematicCase each =
                    new SystematicCase(dedupes, SystematicCase.First.NONE, calls, bounds(failures), sabotage, true);
            new SystematicExploration(count).explore(each);
        }
    }

    @Test
    void no_failure_of_the_database_breaks_a_rule() {
        SystematicExploration.Count count = new SystematicExploration.Count();

        explore(count, SystematicSabotage.NONE, 2, List.of(List.of(SEND, RECONCILE, SEND)));
        explore(count, SystematicSabotage.NONE, 1, List.of(List.of(SEND), List.of(SEND)));

        assertThat(count.states).isGreaterThan(AT_LEAST);
    }

    @Test
    void a_late_commit_that_does_not_look_at_what_it_changes_is_found() {
        assertThatThrownBy(() -> explore(
                        new SystematicExploration.Count(),
                        SystematicSabotage.LATE_COMMITS_ARE_BLIND,
                        2,
                        List.of(List.of(SEND, RECONCILE, SEND, SEND))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("COMMIT_LATE");
    }
}
