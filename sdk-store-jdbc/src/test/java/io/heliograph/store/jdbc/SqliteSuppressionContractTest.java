package io.heliograph.store.jdbc;

import io.heliograph.suppression.SuppressionStore;
import io.heliograph.testkit.SuppressionStoreContract;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteSuppressionContractTest extends SuppressionStoreContract {
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
    protected SuppressionStore open() {
        return files().open(new TestClock(), Duration.ofDays(1)).suppressions();
    }

    @AfterEach
    void closeFiles() {
        files().close();
    }
}
