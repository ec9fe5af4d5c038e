package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteDataSource;

/** Many threads with two stores on one database. */
class SharedDatabaseTest {
    private static final int THREADS = 16;
    private static final int KEYS = 40;
    private static final Duration LEASE = Duration.ofSeconds(40);

    @TempDir
    private @Nullable Path folder;

    private DataSource source(StoreDialect dialect) {
        if (dialect == StoreDialect.POSTGRESQL) {
            return TestPostgres.database("shared");
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + Objects.requireNonNull(folder, "folder").resolve("store.db"));
        return source;
    }

    /** How many keys a thread claimed, and how many attempts it may make with them. */
    private record Won(int claims, int attempts) {}

    private static Won claimAll(JdbcStore store, String owner) {
        int claims = 0;
        int attempts = 0;
        for (int i = 0; i < KEYS; i++) {
            Claim claim = store.idempotency()
                    .claim(IdempotencyKey.of("key-" + i), new Fingerprint("a".repeat(64)), owner, LEASE);
            claims += claim.owner().equals(owner) ? 1 : 0;
            attempts += claim.attempts() == 0
                            && store.idempotency().attempt(claim, "first").isPresent()
                    ? 1
                    : 0;
        }
        return new Won(claims, attempts);
    }

    @ParameterizedTest
    @EnumSource
    void each_key_is_claimed_once_and_attempted_once(StoreDialect dialect) throws Exception {
        DataSource source = source(dialect);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (JdbcStore one = JdbcStore.builder(source).open();
                JdbcStore other = JdbcStore.builder(source).open()) {
            List<Callable<Won>> tasks = IntStream.range(0, THREADS)
                    .<Callable<Won>>mapToObj(i -> () -> claimAll(i % 2 == 0 ? one : other, "owner-" + i))
                    .toList();

            int claims = 0;
            int attempts = 0;
            for (Future<Won> won : threads.invokeAll(tasks)) {
                claims += won.get().claims();
                attempts += won.get().attempts();
            }

            assertThat(claims).isEqualTo(KEYS);
            assertThat(attempts).isEqualTo(KEYS);
        } finally {
            threads.shutdownNow();
        }
    }
}
