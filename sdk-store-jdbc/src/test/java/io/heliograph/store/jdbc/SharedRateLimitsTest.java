package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.policy.RateLimits;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import io.heliograph.testkit.TestClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One rate limit for several stores, by a clock that stands still unless a test lets time pass, and for two processes. */
class SharedRateLimitsTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int THREADS = 8;
    private static final int PERMITS = 25;

    private final TestClock clock = new TestClock();
    private final List<JdbcStore> opened = new ArrayList<>();

    @TempDir
    private @Nullable Path folder;

    private Path file(String name) {
        return Objects.requireNonNull(folder, "folder").resolve(name);
    }

    @AfterEach
    void close() {
        opened.forEach(JdbcStore::close);
    }

    /** Two processes would have these; those of PostgreSQL have a test's clock in place of the server's. */
    private List<RateLimits> two(StoreDialect dialect, String database) {
        List<RateLimits> limits = new ArrayList<>();
        if (dialect == StoreDialect.POSTGRESQL) {
            DataSource source = TestPostgres.database(database);
            opened.add(JdbcStore.builder(source).open());
            for (int i = 0; i < 2; i++) {
                limits.add(new BucketRateLimits(source, () -> Micros.of(clock.instant()) * 1_000));
            }
            return limits;
        }
        for (int i = 0; i < 2; i++) {
            opened.add(SqliteStore.builder(file("store.db"))
                    .clock(new MachineClock(clock, clock::nanoTime, () -> "boot"))
                    .open());
            limits.add(opened.get(i).rateLimits());
        }
        return limits;
    }

    /** A pool of one connection that restores nothing. */
    private static DataSource careless(Connection connection) {
        Connection kept = proxy(
                Connection.class,
                (self, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return proxy(DataSource.class, (self, method, arguments) -> kept);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(SharedRateLimitsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void a_connection_goes_back_to_its_pool_as_it_was() throws SQLException {
        DataSource source = TestPostgres.database("restored");
        opened.add(JdbcStore.builder(source).open());
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            RateLimits limits = new BucketRateLimits(careless(connection), () -> Micros.of(clock.instant()) * 1_000);

            assertThat(limits.reserve("first", 10, LONG)).isPresent();

            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void a_connection_that_cannot_be_restored_is_closed() throws SQLException {
        AtomicBoolean closed = new AtomicBoolean();
        Connection broken = proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "getAutoCommit" -> true;
            case "isClosed" -> throw new SQLException("lost", "08006");
            case "close" -> {
                closed.set(true);
                yield null;
            }
            default -> throw new UnsupportedOperationException();
        });

        RestoredPool.of(proxy(DataSource.class, (self, method, arguments) -> broken))
                .getConnection()
                .close();

        assertThat(closed).isTrue();
    }

    private static List<Long> waits(RateLimits limits, String name, double perSecond) {
        return IntStream.range(0, PERMITS)
                .mapToObj(
                        i -> limits.reserve(name, perSecond, LONG).orElseThrow().toMillis())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void permits_of_all_threads_and_stores_are_spread_evenly(StoreDialect dialect) throws Exception {
        List<RateLimits> limits = two(dialect, "even_permits");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<Long>>> tasks = IntStream.range(0, THREADS)
                    .<Callable<List<Long>>>mapToObj(i -> () -> waits(limits.get(i % 2), "first", 10))
                    .toList();
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> some : threads.invokeAll(tasks)) {
                all.addAll(some.get());
            }

            assertThat(all.stream().sorted())
                    .containsExactlyElementsOf(IntStream.range(0, THREADS * PERMITS)
                            .mapToObj(i -> i * 100L)
                            .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_not_used_is_not_kept(StoreDialect dialect) {
        List<RateLimits> limits = two(dialect, "unused_permits");
        limits.get(0).reserve("first", 10, LONG);
        clock.passes(Duration.ofMinutes(1));

        assertThat(limits.get(1).reserve("first", 10, LONG)).contains(Duration.ZERO);
        assertThat(limits.get(0).reserve("first", 10, LONG)).contains(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @EnumSource
    void a_permit_that_comes_too_late_is_not_reserved_and_limits_are_apart(StoreDialect dialect) {
        List<RateLimits> limits = two(dialect, "late_permits");
        limits.get(0).reserve("first", 1, Duration.ZERO);

        assertThat(limits.get(1).reserve("first", 1, Duration.ofMillis(999))).isEmpty();
        assertThat(limits.get(1).reserve("second", 1, Duration.ZERO)).contains(Duration.ZERO);
        assertThat(limits.get(1).reserve("first", 1, Duration.ofSeconds(1))).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void a_rate_that_is_changed_holds_for_all(StoreDialect dialect) {
        List<RateLimits> limits = two(dialect, "changed_rates");
        limits.get(0).reserve("first", 10, LONG);
        limits.get(1).reserve("first", 1, LONG);
        clock.passes(Duration.ofMinutes(1));

        assertThat(limits.get(1).reserve("first", 1, LONG)).contains(Duration.ZERO);
        assertThat(limits.get(1).reserve("first", 1, LONG)).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void two_processes_keep_one_limit_and_lose_nothing(StoreDialect dialect) throws Exception {
        String store = file("store.db").toString();
        if (dialect == StoreDialect.POSTGRESQL) {
            TestPostgres.database("two_limited");
            store = TestPostgres.url("two_limited");
        }
        Process one = LimitedProcess.start(store, file("one"));
        Process other = LimitedProcess.start(store, file("other"));

        assertThat(one.waitFor()).isEqualTo(LimitedProcess.SENDS);
        assertThat(other.waitFor()).isEqualTo(LimitedProcess.SENDS);

        List<Long> times = new ArrayList<>();
        for (String process : List.of("one", "other")) {
            Files.readAllLines(file(process)).stream().map(Long::valueOf).forEach(times::add);
        }
        times.sort(null);
        double permits = 2.0 * LimitedProcess.SENDS;
        double seconds = (times.get(times.size() - 1) - times.get(0)) / 1e9;
        assertThat(times).hasSize((int) permits + 2);
        assertThat(seconds)
                .as("seconds from the first start to the last permit")
                .isGreaterThanOrEqualTo((permits - 1) / LimitedProcess.PER_SECOND - 0.1);
    }

    @Test
    void a_server_that_is_gone_gives_no_permit() {
        DataSource source = TestPostgres.database("gone_limits");
        JdbcStore store = JdbcStore.builder(source).open();
        RateLimits limits = store.rateLimits();
        assertThat(limits.reserve("first", 1, LONG)).isPresent();
        TestPostgres.execute(source, "DROP TABLE heliograph_bucket");

        assertThatThrownBy(() -> limits.reserve("first", 1, LONG)).isInstanceOf(StoreException.class);
    }
}
