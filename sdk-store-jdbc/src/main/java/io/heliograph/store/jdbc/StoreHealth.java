package io.heliograph.store.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The state of a store's database. Immutable and thread-safe.
 *
 * @param problem why the database can't be used; empty if it can
 * @param info what is in it, counted once for this state; empty if it can't be used
 * @param oldestXmin PostgreSQL's: for how many transactions a snapshot, a replication slot or a prepared transaction has kept old
 *     rows from being removed, anywhere in the server; empty for SQLite. Millions make the tables grow and the store slow
 * @param oldestTransaction PostgreSQL's: how long the oldest transaction that the store's user may see has been open; empty if
 *     there is none
 */
public record StoreHealth(
        Optional<String> problem,
        Optional<StoreInfo> info,
        OptionalLong oldestXmin,
        Optional<Duration> oldestTransaction) {
    /** Whether the database answers. */
    public boolean isReachable() {
        return problem.isEmpty();
    }

    static StoreHealth broken(String problem) {
        return new StoreHealth(Optional.of(problem), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }
}
