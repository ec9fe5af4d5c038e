package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.jdbc.Linearizability.Operation;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Claims are linearizable: whatever threads with two stores on one database do with a key at the same time, they see what they would
 * see one after the other. {@code -Dclaims.rounds=…} makes it longer.
 */
@Tag("long")
class ConcurrentClaimsTest {
    private static final int ROUNDS = Integer.getInteger("claims.rounds", 60);
    private static final int STEPS = 4;
    private static final List<String> OWNERS = List.of("a", "b", "c");
    private static final List<StoreSteps.Kind> KINDS = List.of(StoreSteps.Kind.values());
    private static final Duration KEEP = Duration.ofDays(36_500);

    @TempDir
    private @Nullable Path folder;

    private final TestClock clock = new TestClock();
    private final AtomicLong ticks = new AtomicLong();
    private final CyclicBarrier together = new CyclicBarrier(OWNERS.size());

    private JdbcStore open(StoreDialect dialect) {
        return dialect == StoreDialect.POSTGRESQL
                ? TestPostgres.open(clock, KEEP)
                : SqliteStore.builder(Objects.requireNonNull(folder, "folder").resolve("store.db"))
                        .keep(KEEP)
                        .clock(new MachineClock(clock, clock::nanoTime, () -> "boot"))
                        .open();
    }

    private IdempotencyStore model() {
        return new MemoryIdempotencyStore(100, KEEP, clock, clock::nanoTime);
    }

    /** A claim first, so that there is something to change, then anything. */
    private static List<StoreSteps.Step> steps(Random random, String owner, int key) {
        List<StoreSteps.Step> steps = new ArrayList<>();
        steps.add(new StoreSteps.Step(StoreSteps.Kind.CLAIM, owner, key));
        while (steps.size() < STEPS) {
            steps.add(new StoreSteps.Step(KINDS.get(random.nextInt(KINDS.size())), owner, key));
        }
        return steps;
    }

    private List<Operation> run(IdempotencyStore store, List<StoreSteps.Step> steps) throws Exception {
        StoreSteps runner = new StoreSteps(store);
        List<Operation> done = new ArrayList<>();
        together.await();
        for (StoreSteps.Step step : steps) {
            long begun = ticks.incrementAndGet();
            String answer = runner.run(step);
            done.add(new Operation(step, begun, ticks.incrementAndGet(), answer));
        }
        return done;
    }

    @ParameterizedTest
    @EnumSource
    void threads_with_two_stores_see_what_they_would_see_one_after_the_other(StoreDialect dialect) throws Exception {
        Random random = new Random(20_261_130);
        ExecutorService threads = Executors.newFixedThreadPool(OWNERS.size());
        int overlapping = 0;
        try (JdbcStore one = open(dialect);
                JdbcStore other = open(dialect)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<List<Operation>>> tasks = new ArrayList<>();
                for (String owner : OWNERS) {
                    List<StoreSteps.Step> steps = steps(random, owner, round);
                    JdbcStore store = owner.equals("a") ? one : other;
                    tasks.add(() -> run(store.idempotency(), steps));
                }
                List<List<Operation>> history = new ArrayList<>();
                for (Future<List<Operation>> done : threads.invokeAll(tasks)) {
                    history.add(done.get());
                }
                assertThat(Linearizability.isOf(history, this::model))
                        .as("an order of %s", history)
                        .isTrue();
                overlapping +=
                        history.get(0).get(0).ended() > history.get(1).get(0).begun() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(overlapping).as("rounds in which two claims overlap").isPositive();
    }

    private Operation answered(String owner, long begun, long ended, String answer) {
        return new Operation(new StoreSteps.Step(StoreSteps.Kind.CLAIM, owner, 1), begun, ended, answer);
    }

    @Test
    void a_key_that_two_have_claimed_and_a_claim_that_is_not_seen_are_found() {
        String ofA = new StoreSteps(model()).run(new StoreSteps.Step(StoreSteps.Kind.CLAIM, "a", 1));
        String ofB = new StoreSteps(model()).run(new StoreSteps.Step(StoreSteps.Kind.CLAIM, "b", 1));

        List<List<Operation>> bothHaveIt =
                List.of(List.of(answered("a", 1, 4, ofA)), List.of(answered("b", 2, 3, ofB)));
        List<List<Operation>> theSecondHasIt =
                List.of(List.of(answered("a", 1, 2, ofB)), List.of(answered("b", 3, 4, ofB)));
        List<List<Operation>> oneOfTwoHasIt =
                List.of(List.of(answered("a", 1, 4, ofB)), List.of(answered("b", 2, 3, ofB)));

        assertThat(Linearizability.isOf(bothHaveIt, this::model)).isFalse();
        assertThat(Linearizability.isOf(theSecondHasIt, this::model)).isFalse();
        assertThat(Linearizability.isOf(oneOfTwoHasIt, this::model)).isTrue();
    }
}
