package io.heliograph.store.jdbc;

import io.heliograph.store.internal.MachineClock;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stores in files of a test's folder, closed together. */
final class SqliteFiles implements AutoCloseable {
    private final Path folder;
    private final List<JdbcStore> opened = new ArrayList<>();

    SqliteFiles(Path folder) {
        this.folder = folder;
    }

    /** A store in a new file, by a test's clock. */
    JdbcStore open(TestClock clock, Duration keep) {
        return open(SqliteStore.builder(folder.resolve("store-" + opened.size() + ".db"))
                .keep(keep)
                .keepTimelines(keep)
                .clock(new MachineClock(clock, clock::nanoTime, () -> "boot")));
    }

    JdbcStore open(JdbcStore.Builder builder) {
        JdbcStore store = builder.open();
        opened.add(store);
        return store;
    }

    @Override
    public void close() {
        opened.forEach(JdbcStore::close);
    }
}
