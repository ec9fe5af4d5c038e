package io.heliograph.store.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The database's time without a question each time: it is read once a minute, and goes on by the monotonic clock in between, so that
 * all machines have nearly the same time whatever their own clocks say. It never goes back. Thread-safe.
 */
public final class ServerClock {
    private static final long VALID = Duration.ofMinutes(1).toNanos();

    private final Database database;
    private final LongSupplier nanoTime;
    private volatile Reading last = new Reading(0, 0, false);

    /** The database's time at a time of the monotonic clock, both in nanoseconds. */
    private record Reading(long server, long at, boolean isValid) {
        long plus(long now) {
            return server + (now - at);
        }
    }

    public ServerClock(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /**
     * The time in nanoseconds since 1970.
     *
     * @throws io.heliograph.store.StoreException if it must be read, and the database fails
     */
    public long nanos() {
        Reading known = last;
        long now = nanoTime.getAsLong();
        if (known.isValid() && now - known.at() < VALID) {
            return known.plus(now);
        }
        long micros = database.read(session ->
                session.first("SELECT now FROM t", row -> row.getLong(1)).orElseThrow());
        long at = nanoTime.getAsLong();
        long server = micros * 1_000;
        return newest(server, at).plus(nanoTime.getAsLong());
    }

    private synchronized Reading newest(long server, long at) {
        last = new Reading(last.isValid() ? Math.max(server, last.plus(at)) : server, at, true);
        return last;
    }
}
