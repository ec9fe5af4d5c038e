package io.heliograph.store.jdbc;

import io.heliograph.store.StoreException;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.PostgresDatabase;
import io.heliograph.store.internal.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Asks a database for the store's health. */
final class HealthCheck {
    /** Every user of the server sees the first three; autovacuum's own snapshots hold back nothing. */
    private static final String OLDEST_XMIN = "SELECT coalesce(max(age(held)), 0) FROM ("
            + "SELECT backend_xmin AS held FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            + " UNION ALL SELECT xmin FROM pg_replication_slots UNION ALL SELECT catalog_xmin FROM pg_replication_slots"
            + " UNION ALL SELECT transaction FROM pg_prepared_xacts) AS holders";

    private static final String OLDEST_TRANSACTION =
            "SELECT (extract(epoch FROM clock_timestamp() - min(xact_start)) * 1000)::bigint FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid()";

    private static final String NO_RIGHT = "42501";

    private final Database database;
    private final Supplier<StoreInfo> info;

    /** @param info counts what is in the store */
    HealthCheck(Database database, Supplier<StoreInfo> info) {
        this.database = database;
        this.info = info;
    }

    StoreHealth run() {
        try {
            Optional<StoreInfo> counted = Optional.of(info.get());
            return database instanceof PostgresDatabase
                    ? database.read(session -> ofPostgres(session, counted))
                    : new StoreHealth(Optional.empty(), counted, OptionalLong.empty(), Optional.empty());
        } catch (StoreException e) {
            return StoreHealth.broken(String.valueOf(e.getMessage()));
        }
    }

    /** A role may have been denied the server's statistics, and the store works all the same. */
    private static StoreHealth ofPostgres(Session session, Optional<StoreInfo> info) throws SQLException {
        try {
            return withStatistics(session, info);
        } catch (SQLException e) {
            if (NO_RIGHT.equals(e.getSQLState())) {
                return new StoreHealth(Optional.empty(), info, OptionalLong.empty(), Optional.empty());
            }
            throw e;
        }
    }

    private static StoreHealth withStatistics(Session session, Optional<StoreInfo> info) throws SQLException {
        long xmin = session.first(OLDEST_XMIN, row -> row.getLong(1)).orElse(0L);
        Optional<Duration> open =
                session.query(OLDEST_TRANSACTION, row -> Optional.ofNullable(row.getObject(1, Long.class))).stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(Duration::ofMillis);
        return new StoreHealth(Optional.empty(), info, OptionalLong.of(xmin), open);
    }
}
