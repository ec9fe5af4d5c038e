package io.heliograph.store.jdbc;

import io.heliograph.policy.RateLimits;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import java.time.Duration;
import java.util.Optional;

/** Rate limits of all processes of one machine, in an SQLite file: a row for each limit has the time of its next permit. */
final class RowRateLimits implements RateLimits {
    private static final double MICROS_PER_SECOND = 1e6;

    /** Takes the name, then the interval twice, the maximum wait, and the interval again. */
    private static final String RESERVE = "INSERT INTO heliograph_rate (name, next_permit)"
            + " SELECT ?, now + ? FROM t WHERE true ON CONFLICT (name) DO UPDATE"
            + " SET next_permit = max(heliograph_rate.next_permit + ?, excluded.next_permit)"
            + " WHERE heliograph_rate.next_permit - (SELECT now FROM t) <= ?"
            + " RETURNING next_permit - ? - (SELECT now FROM t)";

    private final Database database;

    RowRateLimits(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Duration> reserve(String name, double perSecond, Duration maxWait) {
        long interval = (long) Math.ceil(MICROS_PER_SECOND / perSecond);
        return database.write(session -> session.first(
                RESERVE,
                row -> Duration.ofNanos(Math.max(0, row.getLong(1)) * 1_000),
                name,
                interval,
                interval,
                Micros.of(maxWait),
                interval));
    }
}
