package io.heliograph.store.jdbc;

import io.heliograph.money.SpendStore;
import io.heliograph.testkit.SpendStoreContract;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSpendContractTest extends SpendStoreContract {
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
    protected SpendStore open(TestClock clock) {
        return files().open(clock, Duration.ofDays(7)).spend();
    }

    @AfterEach
    void closeFiles() {
        files().close();
    }
}
