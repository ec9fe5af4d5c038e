package io.heliograph.store.internal;

import io.heliograph.store.IsolationLevelException;
import io.heliograph.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A PostgreSQL database, with a connection of the pool for each call. */
public final class PostgresDatabase implements Database {
    /** The time of the statement, not of its transaction's start. */
    public static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    private final DataSource source;
    private final DatabaseTime time;

    private PostgresDatabase(DataSource source, Supplier<String> now) {
        this.source = source;
        time = new DatabaseTime.Expression(now);
    }

    public static PostgresDatabase open(DataSource source, Supplier<String> now) {
        PostgresDatabase database = new PostgresDatabase(source, now);
        database.checkIsolationLevel();
        database.checkEncoding();
        if (database.setting("synchronous_commit").equals("off")) {
            throw new StoreException(
                    "synchronous_commit is off, so a crash of the server forgets sends that were claimed: set it to on"
                            + " for the user of the store",
                    null);
        }
        return database;
    }

    /**
     * Checks a pool that something else than this class takes connections from.
     *
     * @throws IsolationLevelException if its connections begin with a level above READ COMMITTED
     */
    public static void checkIsolationLevel(DataSource pool) {
        new PostgresDatabase(pool, () -> NOW).checkIsolationLevel();
    }

    private void checkIsolationLevel() {
        String level = setting("transaction_isolation");
        if (!level.endsWith("committed")) { // uncommitted is the same to PostgreSQL
            throw new IsolationLevelException("the pool's connections begin with the isolation level " + level
                    + ", in which sends at the same time fail: give the store a pool with READ COMMITTED");
        }
    }

    /** SQL_ASCII stores the bytes of UTF-8 as they are. */
    private void checkEncoding() {
        String encoding = setting("server_encoding");
        if (!encoding.equals("UTF8") && !encoding.equals("SQL_ASCII")) {
            throw new StoreException(
                    "the database's encoding is " + encoding
                            + ", which can't hold every text: give the store a database that was"
                            + " made with ENCODING 'UTF8'",
                    null);
        }
    }

    private String setting(String name) {
        return read(session -> session.first("SELECT current_setting(?)", row -> row.getString(1), name)
                .orElse(""));
    }

    /** Runs work with a connection that commits each statement, or all of them at the end. */
    private <T> T run(boolean each, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(each);
            T result;
            try {
                result = work.run(Session.once(connection, time));
                if (!each) {
                    connection.commit();
                }
            } catch (SQLException | RuntimeException | Error e) {
                giveUp(connection, each, before, e);
                throw e;
            }
            connection.setAutoCommit(before);
            return result;
        } catch (SQLException e) {
            throw Failures.ofPostgres(e);
        }
    }

    /** Rolls back and restores the connection, or breaks it: a pool might commit what it gets back, as autocommit does. */
    private static void giveUp(Connection connection, boolean each, boolean before, Throwable reason) {
        try {
            if (!each) {
                connection.rollback();
            }
            connection.setAutoCommit(before);
        } catch (SQLException e) {
            reason.addSuppressed(e);
            abort(connection, reason);
        }
    }

    private static void abort(Connection connection, Throwable reason) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        return run(true, work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return run(true, work);
    }

    @Override
    public <T> T transaction(Work<T> work) {
        return run(false, work);
    }

    @Override
    public Session session(Connection connection) {
        return Session.once(connection, time);
    }

    @Override
    public String lockRows() {
        return " FOR UPDATE";
    }

    @Override
    public String lockFreeRows() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public long calendarMicros(Session session) throws SQLException {
        return session.first("SELECT now FROM t", row -> row.getLong(1)).orElseThrow();
    }

    /** The pool is the caller's. */
    @Override
    public void close() {}
}
