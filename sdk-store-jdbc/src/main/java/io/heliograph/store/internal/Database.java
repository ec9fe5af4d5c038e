package io.heliograph.store.internal;

import io.heliograph.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that runs the stores' statements. Thread-safe. Each method throws {@link StoreException} if it fails. */
public interface Database extends AutoCloseable {
    /** What a store does with a session. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Reads. */
    <T> T read(Work<T> work);

    /** Runs statements, each of which is complete by itself; all have been committed when it returns. */
    <T> T write(Work<T> work);

    /** Runs statements as one transaction, which has been committed when it returns. */
    <T> T transaction(Work<T> work);

    /** A session in the transaction of a connection that is the caller's. */
    Session session(Connection connection);

    /** What a SELECT ends with to hold the lock of the rows that it finds until the transaction ends. */
    String lockRows();

    /** As {@link #lockRows}, without the rows that others hold. */
    String lockFreeRows();

    /** The time by which days are counted, in microseconds since 1970. */
    long calendarMicros(Session session) throws SQLException;

    /** Starts the store's clock, where the database has none of its own, when the tables are there. */
    default void startClock() {}

    @Override
    void close();
}
