package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.Claim;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that are killed at random (kill -9): {@code kill-tests.kills} of them at each database, by default 20 and 8; {@code
 * kill-tests.seed} is the seed of when.
 */
@Tag("long")
class KillTest {
    private static final long SEED = Long.getLong("kill-tests.seed", 20_261_130L);

    @TempDir
    private @Nullable Path folder;

    private String store(StoreDialect dialect) {
        if (dialect == StoreDialect.SQLITE) {
            return Objects.requireNonNull(folder, "folder").resolve("store.db").toString();
        }
        TestPostgres.database("kills");
        return TestPostgres.url("kills");
    }

    @ParameterizedTest
    @EnumSource
    void no_key_is_sent_twice_no_outcome_is_lost_and_what_is_undecided_is_listed(StoreDialect dialect)
            throws Exception {
        String store = store(dialect);
        try (KilledWorkers workers = new KilledWorkers(store, SEED)) {
            workers.run(Integer.getInteger("kill-tests.kills", dialect == StoreDialect.SQLITE ? 20 : 8));
            workers.stop();
            check(store, workers);
        }
    }

    private static void check(String store, KilledWorkers workers) {
        assertThat(workers.requests().values())
                .as("requests of a key")
                .isNotEmpty()
                .containsOnly(1);
        assertThat(workers.acknowledged()).isNotEmpty();
        try (JdbcStore later = ProcessesTest.later(store)) {
            for (int number : workers.acknowledged()) {
                assertThat(outcome(later, KilledWorker.key(number)))
                        .as("acknowledged %s", number)
                        .containsInstanceOf(SendOutcome.Accepted.class);
            }
            Set<IdempotencyKey> undecided = new HashSet<>();
            for (String name : workers.requests().keySet()) {
                IdempotencyKey key = IdempotencyKey.of(name);
                assertThat(later.idempotency().find(key))
                        .as("claim of %s", name)
                        .isPresent();
                if (!(outcome(later, key).orElse(null) instanceof SendOutcome.Accepted)) {
                    undecided.add(key);
                }
            }
            List<IdempotencyKey> unresolved = later.unresolved(100_000);
            assertThat(undecided).as("requests without an outcome").isNotEmpty();
            assertThat(unresolved).containsAll(undecided);
            assertThat(unresolved).noneMatch(key -> outcome(later, key).orElse(null) instanceof SendOutcome.Accepted);
            sendAgain(later, workers, undecided);
        }
    }

    private static Optional<SendOutcome> outcome(JdbcStore store, IdempotencyKey key) {
        return store.idempotency().find(key).flatMap(Claim::outcome);
    }

    /** An hour later, when all leases have ended, an undecided key still sends nothing. */
    private static void sendAgain(JdbcStore later, KilledWorkers workers, Set<IdempotencyKey> undecided) {
        int before =
                workers.requests().values().stream().mapToInt(count -> count).sum();
        try (SmsClient client = workers.client(later)) {
            for (IdempotencyKey key : undecided) {
                assertThat(client.trySend(KilledWorker.request(key))).isInstanceOf(SendOutcome.Unknown.class);
                assertThat(client.reconcile(KilledWorker.request(key))).isInstanceOf(SendOutcome.Unknown.class);
            }
        }
        assertThat(workers.requests().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(before);
    }
}
