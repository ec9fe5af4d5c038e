package io.heliograph.store.jdbc;

import io.heliograph.testkit.TestClock;
import io.heliograph.testkit.TimelineStoreContract;
import io.heliograph.tracking.TimelineStore;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteTimelineContractTest extends TimelineStoreContract {
    @TempDir
    private @Nullable Path folder;

    private @Nullable SqliteFiles files;

    private SqliteFiles files() {
        if (files == null) {
            files = new SqliteFiles(Objects.requireNonNull(folder, "folder"));
        }
        return files;
    }

    @Override
    protected TimelineStore open(TestClock clock) {
        return files().open(clock, KEEP).timelines();
    }

    @AfterEach
    void closeFiles() {
        files().close();
    }
}
