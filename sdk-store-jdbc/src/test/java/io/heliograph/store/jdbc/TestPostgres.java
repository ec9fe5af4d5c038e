package io.heliograph.store.jdbc;

import io.heliograph.store.internal.Micros;
import io.heliograph.testkit.TestClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** A PostgreSQL server for the tests of one process, which ends with it. Started by root, it runs as another user. */
final class TestPostgres {
    private static final EmbeddedPostgres SERVER = start();
    private static final DataSource POOL = pool("postgres");

    private TestPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(MemoryFolder.create("heliograph-postgres-"))
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store in empty tables, by a test's clock. */
    static JdbcStore open(TestClock clock, Duration keep) {
        // What earlier tests kept keys for, which would hold for this one too.
        execute(
                POOL,
                "DO $$ BEGIN IF to_regclass('heliograph_setting') IS NOT NULL THEN"
                        + " DELETE FROM heliograph_setting WHERE name LIKE 'keep %'; END IF; END $$");
        JdbcStore store = JdbcStore.builder(POOL)
                .keep(keep)
                .keepTimelines(keep)
                .postgresNow(() -> Micros.of(clock.instant()) + "::bigint")
                .open();
        execute(
                POOL,
                "TRUNCATE heliograph_claim, heliograph_suppression, heliograph_timeline, heliograph_report,"
                        + " heliograph_spend, heliograph_recipient_hour, heliograph_booking");
        return store;
    }

    /** A new, empty database, whose sessions begin with these settings. */
    static DataSource database(String name, String... settings) {
        execute(POOL, "CREATE DATABASE " + name);
        for (String setting : settings) {
            execute(POOL, "ALTER DATABASE " + name + " SET " + setting);
        }
        return pool(name);
    }

    /** Ends the connections to a database, and lets nobody connect to it any more. */
    static void terminate(String database) {
        execute(POOL, "ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
        execute(POOL, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    static String url(String database) {
        return SERVER.getJdbcUrl("postgres", database);
    }

    static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(sql);
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource pool(String database) {
        return ConnectionPool.of(url(database), false);
    }
}
