package io.heliograph.benchmarks.store;

import io.heliograph.store.jdbc.JdbcStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * What a send's writes cost in PostgreSQL while somebody holds a snapshot, so that no old row can be removed: before, during and
 * after it. The arguments are the JDBC URL of a database and the seconds of a measurement.
 */
public final class SnapshotCost {
    private static final int THREADS = 8;
    private static final long KILOBYTE = 1_024;

    private SnapshotCost() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        try (ConnectionPool pool = new ConnectionPool(arguments[0]);
                JdbcStore store = JdbcStore.builder(pool.source()).open()) {
            measure("before", pool, store, seconds);
            try (Connection holder = pool.source().getConnection();
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                statement.execute("SELECT count(*) FROM heliograph_claim");
                measure("while a snapshot is held", pool, store, seconds);
                measure("while it is still held", pool, store, seconds);
                holder.rollback();
                holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                holder.setAutoCommit(true);
            }
            measure("after it", pool, store, seconds);
        }
    }

    private static void measure(String when, ConnectionPool pool, JdbcStore store, int seconds) throws Exception {
        System.out.println(when + ":");
        ClaimCost.measure(store.idempotency(), THREADS, seconds);
        System.out.printf(
                Locale.ROOT,
                "   oldest xmin %,d transactions, table of claims %,d KB%n",
                store.health().oldestXmin().orElse(0),
                size(pool) / KILOBYTE);
    }

    private static long size(ConnectionPool pool) throws SQLException {
        try (Connection connection = pool.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("SELECT pg_total_relation_size('heliograph_claim')")) {
            size.next();
            return size.getLong(1);
        }
    }
}
