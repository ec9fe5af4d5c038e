package io.heliograph.store.jdbc;

import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.testkit.IdempotencyStoreContract;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteIdempotencyContractTest extends IdempotencyStoreContract {
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
    protected IdempotencyStore open(TestClock clock) {
        return files().open(clock, KEEP).idempotency();
    }

    @AfterEach
    void closeFiles() {
        files().close();
    }
}
