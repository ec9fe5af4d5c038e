package io.heliograph.spring.metrics;

import io.heliograph.store.StoreException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.StoreInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts what is in a store at most once a minute, because that reads all of its keys. Thread-safe. */
public final class StoreCounts {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final JdbcStore store;
    private final Clock clock;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted last;

    private record Counted(@Nullable StoreInfo info, Instant at) {}

    /** The counts of this store, with the clock that they age by. */
    public StoreCounts(JdbcStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The last counts, a minute old at most; empty where the store can't be read. While one call counts, others get the former. */
    public Optional<StoreInfo> latest() {
        Counted known = last;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(MAX_AGE))) {
            return Optional.ofNullable(known.info());
        }
        if (!counting.tryLock()) {
            return Optional.ofNullable(known).map(Counted::info);
        }
        try {
            StoreInfo info = info();
            last = new Counted(info, now);
            return Optional.ofNullable(info);
        } finally {
            counting.unlock();
        }
    }

    private @Nullable StoreInfo info() {
        try {
            return store.info();
        } catch (StoreException e) {
            return null;
        }
    }
}
