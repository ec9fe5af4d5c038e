package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.spring.metrics.MetricsAutoConfiguration;
import io.heliograph.spring.metrics.StoreMeters;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.TimelineStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.sqlite.SQLiteDataSource;

class StoreAutoConfigurationTest {
    @TempDir
    private Path folder = Path.of("");

    private final Sandbox sandbox = Sandbox.builder().start();
    private ApplicationContextRunner context = new ApplicationContextRunner();

    @BeforeEach
    void setUp() {
        context = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        StoreAutoConfiguration.class,
                        SmsClientAutoConfiguration.class,
                        ActuatorAutoConfiguration.class,
                        MetricsAutoConfiguration.class))
                .withPropertyValues(
                        "heliograph.providers.wavix.api-key=sandbox",
                        "heliograph.providers.wavix.from=ACME",
                        "heliograph.providers.wavix.base-url=" + sandbox.baseUrl("wavix"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static SendRequest request() {
        return SendRequest.to("+66812345678")
                .text("Hi")
                .idempotencyKey("order-42")
                .deadline(Duration.ofSeconds(5))
                .build();
    }

    private ApplicationContextRunner withFile() {
        return context.withPropertyValues("heliograph.store=" + folder.resolve("sms.db"));
    }

    private DataSource source() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("application.db"));
        return source;
    }

    private static void refuses(ApplicationContextRunner context, String... words) {
        context.run(started -> {
            Throwable failure = Objects.requireNonNull(started.getStartupFailure(), "failure");
            Throwable setup = failure;
            while (!(setup instanceof SetupException) && setup.getCause() != null) {
                setup = setup.getCause();
            }
            assertThat(setup).isInstanceOf(SetupException.class);
            FailureAnalysis analysis = Objects.requireNonNull(new SetupFailureAnalyzer().analyze(failure));
            assertThat(analysis.getDescription() + " " + analysis.getAction()).contains(words);
        });
    }

    @Test
    void without_the_setting_there_is_no_store() {
        context.run(started -> assertThat(started)
                .hasNotFailed()
                .doesNotHaveBean(JdbcStore.class)
                .doesNotHaveBean(IdempotencyStore.class)
                .doesNotHaveBean(StoreMeters.class));
        context.withPropertyValues("heliograph.store=memory")
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(JdbcStore.class));
    }

    @Test
    void a_key_in_a_file_sends_once_across_two_starts() {
        withFile()
                .run(started -> assertThat(started.getBean(SmsClient.class).trySend(request()))
                        .isInstanceOf(SendOutcome.Accepted.class));

        withFile().run(started -> {
            SendOutcome again = started.getBean(SmsClient.class).trySend(request());
            assertThat(again).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(again.replayed()).isTrue();
        });
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_url_names_a_file_too() {
        Path file = folder.resolve("my file.db");

        context.withPropertyValues("heliograph.store=" + file.toUri())
                .run(started -> assertThat(started).hasSingleBean(JdbcStore.class));

        assertThat(file).exists();
    }

    @Test
    void jdbc_is_the_data_source_of_the_application() {
        context.withPropertyValues("heliograph.store=jdbc")
                .withBean(DataSource.class, this::source)
                .run(started -> {
                    started.getBean(SmsClient.class).trySend(request());
                    assertThat(started.getBean(JdbcStore.class).info().keys()).isEqualTo(1);
                    assertThat(started).hasSingleBean(SuppressionStore.class).hasSingleBean(TimelineStore.class);
                });
        assertThat(folder.resolve("application.db")).exists();
    }

    @Test
    void a_proxy_that_gives_the_callers_transaction_is_passed_by() {
        DataSource proxy = new TransactionAwareDataSourceProxy(source()) {
            @Override
            public Connection getConnection() {
                throw new IllegalStateException("the store would commit the caller's transaction");
            }
        };

        context.withPropertyValues("heliograph.store=jdbc")
                .withBean(DataSource.class, () -> proxy)
                .run(started -> assertThat(started).hasSingleBean(JdbcStore.class));
    }

    @Test
    void jdbc_without_one_data_source_says_what_to_do() {
        ApplicationContextRunner jdbc = context.withPropertyValues("heliograph.store=jdbc");

        refuses(jdbc, "there is no DataSource", "spring.datasource.url", "path of an SQLite file");
        refuses(
                jdbc.withBean("one", DataSource.class, this::source).withBean("other", DataSource.class, this::source),
                "several DataSources",
                "@Primary");
        jdbc.withBean("one", DataSource.class, this::source, bean -> bean.setPrimary(true))
                .withBean("other", DataSource.class, this::source)
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void a_database_that_is_neither_says_what_to_take() {
        DatabaseMetaData h2 = proxy(DatabaseMetaData.class, (method, arguments) -> "H2");
        Connection connection =
                proxy(Connection.class, (method, arguments) -> method.getName().equals("getMetaData") ? h2 : null);
        DataSource source = proxy(DataSource.class, (method, arguments) -> connection);

        refuses(
                context.withPropertyValues("heliograph.store=jdbc").withBean(DataSource.class, () -> source),
                "the database is h2",
                "Give it PostgreSQL, or an SQLite file",
                "heliograph.store=memory");
    }

    /** scripts/boot-lines does the same with the drivers that older lines of Spring Boot manage. */
    @Test
    void a_driver_that_is_too_old_says_which_one_is_needed() {
        DataSource source =
                proxy(DataSource.class, (method, arguments) -> proxy(Connection.class, driver("SQLite", "3.49.1")));

        refuses(
                context.withPropertyValues("heliograph.store=jdbc").withBean(DataSource.class, () -> source),
                "SQLite 3.49.1 can damage a file",
                "org.xerial:sqlite-jdbc to 3.51.3.0 or newer",
                "sqlite-jdbc.version");
    }

    @Test
    void a_pool_of_another_isolation_level_says_where_to_set_it() {
        DataSource source = proxy(
                DataSource.class,
                (method, arguments) -> proxy(Connection.class, driver("PostgreSQL", "repeatable read")));

        refuses(
                context.withPropertyValues("heliograph.store=jdbc").withBean(DataSource.class, () -> source),
                "isolation level repeatable read",
                "spring.datasource.hikari.transaction-isolation",
                "JdbcStore bean");
    }

    /** A driver that answers the name of its database, and the same to any query. */
    private static Call driver(String database, String answer) {
        return (method, arguments) -> {
            Class<?> type = method.getReturnType();
            if (type == DatabaseMetaData.class) {
                return proxy(DatabaseMetaData.class, (name, none) -> database);
            } else if (type == ResultSet.class) {
                AtomicBoolean first = new AtomicBoolean(true);
                return proxy(
                        ResultSet.class,
                        (row, column) -> row.getReturnType() == boolean.class ? first.getAndSet(false) : answer);
            } else if (type == int.class) {
                return 0;
            }
            return type.isInterface() ? proxy(type, driver(database, answer)) : type == boolean.class ? false : null;
        };
    }

    @Test
    void a_file_in_no_folder_says_so() {
        refuses(
                context.withPropertyValues(
                        "heliograph.store=" + folder.resolve("none").resolve("sms.db")),
                "its folder must exist");
    }

    @Test
    void without_the_library_it_names_the_dependency() {
        refuses(
                withFile().withClassLoader(new FilteredClassLoader("io.heliograph.store")),
                "heliograph.store is set, and there is no store",
                "Add io.heliograph:heliograph-store-jdbc");
    }

    @Test
    void wrong_settings_are_listed_without_their_values() {
        withFile()
                .withPropertyValues(
                        "heliograph.jdbc-store.key=hunter2hunter2",
                        "heliograph.jdbc-store.keep=0s",
                        "heliograph.jdbc-store.keep-unresolved=-1s")
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll(
                                "heliograph.jdbc-store.key must be the Base64 of 32 random bytes",
                                "heliograph.jdbc-store.keep must be more than 0",
                                "heliograph.jdbc-store.keep-unresolved must be more than 0")
                        .hasMessageNotContaining("hunter2"));
        withFile()
                .withPropertyValues("heliograph.jdbc-store.key=")
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("heliograph.jdbc-store.key must be"));
    }

    @Test
    void a_key_belongs_to_its_store() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        withFile()
                .withPropertyValues("heliograph.jdbc-store.key=" + key)
                .run(started -> assertThat(started).hasNotFailed());

        refuses(withFile(), "made with a key from the settings", "Set heliograph.jdbc-store.key");
    }

    @Test
    void tables_may_have_to_be_there() {
        refuses(withFile().withPropertyValues("heliograph.jdbc-store.create-tables=false"), "version 0");
    }

    @Test
    void stores_of_the_application_win() {
        MemoryIdempotencyStore mine = new MemoryIdempotencyStore();
        withFile().withBean(IdempotencyStore.class, () -> mine).run(started -> {
            started.getBean(SmsClient.class).trySend(request());

            assertThat(mine.find(request().key())).isPresent();
            assertThat(started.getBean(JdbcStore.class).info().keys()).isZero();
        });
    }

    @Test
    void the_store_is_closed_after_the_client() {
        AtomicReference<@Nullable SmsClient> client = new AtomicReference<>();
        AtomicReference<@Nullable SendOutcome> atClose = new AtomicReference<>();
        DataSource real = source();
        DataSource watched = proxy(DataSource.class, (method, arguments) -> {
            Connection connection = real.getConnection();
            return proxy(Connection.class, (call, values) -> {
                SmsClient known = client.get();
                if (call.getName().equals("close") && known != null) {
                    atClose.set(known.trySend(request()));
                }
                return call.invoke(connection, values);
            });
        });

        context.withPropertyValues("heliograph.store=jdbc")
                .withBean(DataSource.class, () -> watched)
                .run(started -> client.set(started.getBean(SmsClient.class)));

        assertThat(atClose.get())
                .isInstanceOfSatisfying(
                        SendOutcome.Rejected.class,
                        rejected -> assertThat(rejected.failure().reason()).contains("closed"));
    }

    @Test
    void health_and_meters_show_what_is_unresolved() {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        withFile().run(started -> {
            CompletableFuture<SendOutcome> lost =
                    started.getBean(SmsClient.class).sendAsync(request(), ForkJoinPool.commonPool());
            sandbox.messages().await(InboxQuery.any(), Duration.ofSeconds(5));
            sandbox.fault("wavix", SandboxFault.NONE); // the connection breaks before the answer
            assertThat(lost.join()).isInstanceOf(SendOutcome.Unknown.class);
            ProvidersHealth health = started.getBean(ProvidersHealth.class);
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            started.getBean(StoreMeters.class).bindTo(meters);

            assertThat(health.details()).containsEntry("store", Map.of("state", "UP", "unresolved", 1L));
            assertThat(health.isUp()).isTrue();
            assertThat(meters.get("sms.store.unresolved").gauge().value()).isEqualTo(1);
            assertThat(meters.get("sms.store.keys").gauge().value()).isEqualTo(1);

            started.getBean(JdbcStore.class).close();
            assertThat(health.isUp()).isFalse();
            assertThat(String.valueOf(health.details().get("store"))).contains("DOWN");
        });
    }

    private interface Call {
        @Nullable
        Object on(Method method, Object @Nullable [] arguments) throws ReflectiveOperationException, SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.on(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
