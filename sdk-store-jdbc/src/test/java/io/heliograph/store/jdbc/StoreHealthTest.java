package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHealthTest {
    @TempDir
    private @Nullable Path folder;

    /** Claims keys whose leases have ended, as those of processes that died. */
    private static void claim(JdbcStore store, int keys) {
        for (int i = 0; i < keys; i++) {
            store.idempotency()
                    .claim(IdempotencyKey.random(), new Fingerprint("a".repeat(64)), "a", Duration.ofNanos(1_000));
        }
    }

    @Test
    void an_sqlite_file_counts_what_is_unresolved() {
        Path file = Objects.requireNonNull(folder, "folder").resolve("store.db");
        JdbcStore store = SqliteStore.open(file);
        claim(store, 3);

        StoreHealth health = store.health();

        assertThat(health.isReachable()).isTrue();
        assertThat(health.info()).contains(new StoreInfo(StoreDialect.SQLITE, StoreDialect.VERSION, 3, 3));
        assertThat(health.oldestXmin()).isEmpty();
        store.close();
        assertThat(store.health().problem()).contains("the store is closed");
    }

    @Test
    void a_snapshot_that_is_held_shows_how_old_it_is() throws Exception {
        DataSource source = TestPostgres.database("held_snapshot");
        JdbcStore store = JdbcStore.builder(source).open();
        try (Connection holder = source.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM heliograph_claim");
            claim(store, 20);

            StoreHealth health = store.health();

            assertThat(health.isReachable()).isTrue();
            assertThat(health.info().orElseThrow().unresolved()).isEqualTo(20);
            assertThat(health.oldestXmin().orElseThrow()).isGreaterThanOrEqualTo(20);
            assertThat(health.oldestTransaction()).isPresent();
            holder.rollback();
            holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void a_role_without_a_right_to_the_statistics_has_a_healthy_store() {
        DataSource source = TestPostgres.database("hardened");
        JdbcStore store = JdbcStore.builder(source).open();
        TestPostgres.execute(
                source,
                "CREATE ROLE hardened LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO hardened;"
                        + " REVOKE SELECT ON pg_stat_activity FROM PUBLIC");
        DataSource ofRole =
                ConnectionPool.of(TestPostgres.url("hardened").replace("user=postgres", "user=hardened"), true);

        try (JdbcStore restricted =
                JdbcStore.builder(ofRole).createTables(false).open()) {
            claim(restricted, 1);
            StoreHealth health = restricted.health();

            assertThat(health.problem()).isEmpty();
            assertThat(health.info().orElseThrow().keys()).isEqualTo(1);
            assertThat(health.oldestXmin()).isEmpty();
        }
        store.close();
    }

    @Test
    void a_server_that_is_gone_is_a_problem_and_no_exception() {
        DataSource source = TestPostgres.database("gone_health");
        JdbcStore store = JdbcStore.builder(source).open();
        TestPostgres.execute(source, "DROP TABLE heliograph_claim");

        StoreHealth health = store.health();

        assertThat(health.isReachable()).isFalse();
        assertThat(health.info()).isEmpty();
        assertThat(health.problem().orElseThrow()).contains("SQLSTATE 42P01");
    }
}
