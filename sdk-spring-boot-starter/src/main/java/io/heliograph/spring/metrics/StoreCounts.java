package io.heliograph.spring.metrics;

import io.heliograph.store.StoreException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.StoreInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Counts what is in a store at most once a minute, because that reads all of its keys. Thread-safe. */
public final class StoreCounts {
    private final JdbcStore store;
    private final Latest<StoreInfo> latest;

    /** The counts of this store, with the clock that they age by. */
    public StoreCounts(JdbcStore store, Clock clock) {
        this.store = store;
        latest = new Latest<>(Duration.ofMinutes(1), clock, this::info);
    }

    /** The last counts, a minute old at most; empty where the store can't be read. While one call counts, others get the former. */
    public Optional<StoreInfo> latest() {
        return latest.get();
    }

    private Optional<StoreInfo> info() {
        try {
            return Optional.of(store.info());
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
