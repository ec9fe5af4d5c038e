package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A store in a database answers as the store in memory does, which the simulations run with: so what they find out about sends
 * holds for it too, also where it fails before or after its commit.
 */
class StoreModelTest {
    private static final int STEPS = 1_500;
    private static final Duration KEEP = Duration.ofDays(36_500);

    @TempDir
    private @Nullable Path folder;

    private final TestClock clock = new TestClock();
    private final IdempotencyStore memory = new MemoryIdempotencyStore(100_000, KEEP, clock, clock::nanoTime);

    private JdbcStore open(StoreDialect dialect, FailingSource.Fault fault) {
        return dialect == StoreDialect.POSTGRESQL
                ? TestPostgres.open(clock, KEEP)
                : JdbcStore.builder(FailingSource.of(
                                Objects.requireNonNull(folder, "folder").resolve("store.db"), fault))
                        .keep(KEEP)
                        .clock(new MachineClock(clock, clock::nanoTime, () -> "boot"))
                        .open();
    }

    @ParameterizedTest
    @EnumSource
    void random_steps_of_several_processes_have_the_answers_of_the_memory(StoreDialect dialect) {
        Random random = new Random(20_261_130);
        try (JdbcStore store = open(dialect, new FailingSource.Fault())) {
            StoreSteps durable = new StoreSteps(store.idempotency());
            StoreSteps model = new StoreSteps(memory);
            for (int i = 0; i < STEPS; i++) {
                StoreSteps.Step step = StoreSteps.Step.random(random);
                assertThat(durable.run(step)).as("%s: %s", i, step).isEqualTo(model.run(step));
                clock.passes(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(40_000) : 0));
            }
            assertThat(model.kinds()).as("steps that did something").hasSizeGreaterThan(12);
        }
    }

    /** Every order of the steps of a send and of a process that reconciles it, with the end of the lease at each place. */
    @Test
    void every_order_of_two_processes_has_the_answers_of_the_memory() {
        List<List<StoreSteps.Step>> orders = new ArrayList<>();
        StoreSteps.orders(StoreSteps.sends(), StoreSteps.reconciles(), new ArrayList<>(), orders);
        assertThat(orders).hasSize(126);
        try (JdbcStore store = open(StoreDialect.SQLITE, new FailingSource.Fault())) {
            int run = 0;
            for (List<StoreSteps.Step> order : orders) {
                for (int lease = 0; lease <= order.size(); lease++) {
                    StoreSteps durable = new StoreSteps(store.idempotency());
                    StoreSteps model = new StoreSteps(memory);
                    run++;
                    for (int i = 0; i < order.size(); i++) {
                        if (i == lease) {
                            clock.passes(StoreSteps.LEASE);
                        }
                        StoreSteps.Step step = order.get(i).withKey(run);
                        assertThat(durable.run(step)).as("%s", order).isEqualTo(model.run(step));
                    }
                }
            }
        }
    }

    @Test
    void a_failure_before_the_commit_stores_nothing_and_one_after_it_everything() {
        Random random = new Random(7);
        FailingSource.Fault fault = new FailingSource.Fault();
        try (JdbcStore store = open(StoreDialect.SQLITE, fault)) {
            StoreSteps durable = new StoreSteps(store.idempotency());
            StoreSteps model = new StoreSteps(memory);
            for (int i = 0; i < STEPS; i++) {
                StoreSteps.Step step = StoreSteps.Step.random(random);
                boolean fails = durable.writes(step) && random.nextInt(5) == 0;
                if (fails) {
                    boolean after = random.nextBoolean();
                    fault.next(after);
                    assertThatThrownBy(() -> durable.run(step)).isInstanceOf(StoreException.class);
                    assertThat(fault.isPending()).isFalse();
                    if (after) {
                        model.run(step);
                    }
                    durable.forget(step); // whoever got the failure knows nothing of the claim
                    model.forget(step);
                } else {
                    assertThat(durable.run(step)).as("%s: %s", i, step).isEqualTo(model.run(step));
                }
                clock.passes(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(40_000) : 0));
            }
        }
    }
}
