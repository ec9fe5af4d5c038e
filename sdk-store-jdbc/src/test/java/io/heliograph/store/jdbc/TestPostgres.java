package io.heliograph.store.jdbc;

import io.heliograph.store.internal.Micros;
import io.heliograph.testkit.TestClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

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

    /** Lets nobody connect to a database any more. */
    static void terminate(String database) {
        execute(POOL, "ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
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

    /** A pool that never closes a connection, and like many begins without auto-commit. */
    private static DataSource pool(String database) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url(database));
        Deque<Connection> idle = new ConcurrentLinkedDeque<>();
        return (DataSource) Proxy.newProxyInstance(
                TestPostgres.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.invoke(server, arguments);
                    }
                    Connection known = idle.poll();
                    if (known == null) {
                        known = server.getConnection();
                        known.setAutoCommit(false);
                    }
                    return pooled(known, idle);
                });
    }

    private static Connection pooled(Connection real, Deque<Connection> idle) {
        return (Connection) Proxy.newProxyInstance(
                TestPostgres.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!real.getAutoCommit()) {
                            real.rollback();
                        }
                        idle.push(real);
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
