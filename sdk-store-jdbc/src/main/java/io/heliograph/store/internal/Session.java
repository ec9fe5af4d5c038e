package io.heliograph.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the stores use it. Every statement may use the database's time as {@code (SELECT now FROM t)}, or of
 * {@code t} in its FROM. Used by one thread at a time.
 */
public final class Session implements AutoCloseable {
    private final Connection connection;
    private final DatabaseTime time;

    /** The statements of a connection that is kept; null where each is closed after its use. */
    private final @Nullable Map<String, PreparedStatement> prepared;

    /** Reads a row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Session(Connection connection, DatabaseTime time, @Nullable Map<String, PreparedStatement> prepared) {
        this.connection = connection;
        this.time = time;
        this.prepared = prepared;
    }

    /** A session that prepares each statement anew, for a connection of a pool. */
    public static Session once(Connection connection, DatabaseTime time) {
        return new Session(connection, time, null);
    }

    /** A session that keeps its statements. */
    public static Session kept(Connection connection, DatabaseTime time) {
        return new Session(connection, time, new HashMap<>());
    }

    /** Runs an INSERT, UPDATE or DELETE and returns the number of its rows. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepare(sql, arguments);
        try {
            return statement.executeUpdate();
        } finally {
            release(statement);
        }
    }

    /** Runs a statement and returns all its rows. */
    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepare(sql, arguments);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } finally {
            release(statement);
        }
    }

    /** Runs a statement and returns its first row. */
    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        return query(sql, row, arguments).stream().findFirst();
    }

    /** Runs a statement without arguments that isn't prepared: DDL, and the bounds of a transaction. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        int index = 1;
        PreparedStatement statement;
        if (time instanceof DatabaseTime.Value value) {
            statement = prepare("WITH t(now) AS (SELECT ?) " + sql);
            statement.setLong(index++, value.micros().get());
        } else {
            String now = ((DatabaseTime.Expression) time).sql().get();
            statement = prepare("WITH t(now) AS (SELECT " + now + ") " + sql);
        }
        for (Object argument : arguments) {
            if (argument instanceof Long number) {
                statement.setLong(index++, number);
            } else if (argument instanceof Integer number) {
                statement.setInt(index++, number);
            } else {
                statement.setString(index++, (String) argument);
            }
        }
        return statement;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        if (prepared == null) {
            return connection.prepareStatement(sql);
        }
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    private void release(PreparedStatement statement) throws SQLException {
        if (prepared == null) {
            statement.close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
