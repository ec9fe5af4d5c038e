package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxState;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.spring.metrics.MetricsAutoConfiguration;
import io.heliograph.spring.metrics.OutboxMeters;
import io.heliograph.spring.outbox.OutboxAutoConfiguration;
import io.heliograph.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteDataSource;

class OutboxAutoConfigurationTest {
    @TempDir
    private @Nullable Path folder;

    private final BlockingQueue<IdempotencyKey> sent = new LinkedBlockingQueue<>();

    private DataSource file(String name) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + Objects.requireNonNull(folder, "folder").resolve(name));
        return source;
    }

    private ApplicationContextRunner context(DataSource transactions) {
        JdbcStore store = JdbcStore.builder(file("sms.db")).open();
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(SmsClientAutoConfiguration.class, OutboxAutoConfiguration.class))
                .withBean(JdbcStore.class, () -> store)
                .withBean(IdempotencyStore.class, store::idempotency)
                .withBean(DataSource.class, () -> transactions)
                .withBean(OutboxListener.class, () -> new OutboxListener() {
                    @Override
                    public void sent(IdempotencyKey key, SendOutcome.Accepted outcome) {
                        sent.add(key);
                    }
                })
                .withPropertyValues("heliograph.sandbox.enabled=true", "heliograph.outbox.enabled=true");
    }

    private static SendRequest request(String key) {
        return SandboxClients.request().route("wavix").idempotencyKey(key).build();
    }

    private static TransactionTemplate transaction(ApplicationContext context) {
        return new TransactionTemplate(new DataSourceTransactionManager(context.getBean(DataSource.class)));
    }

    @Test
    void a_message_is_committed_or_rolled_back_with_springs_transaction() {
        context(file("sms.db")).run(context -> {
            Outbox outbox = context.getBean(Outbox.class);
            JdbcTemplate rows = new JdbcTemplate(context.getBean(DataSource.class));
            rows.execute("CREATE TABLE orders (id TEXT)");
            transaction(context).executeWithoutResult(status -> {
                rows.update("INSERT INTO orders VALUES ('undone')");
                outbox.enqueue(request("undone"));
                status.setRollbackOnly();
            });
            transaction(context).executeWithoutResult(status -> {
                rows.update("INSERT INTO orders VALUES ('kept')");
                outbox.enqueue(request("kept"));
            });

            assertThat(sent.poll(30, TimeUnit.SECONDS)).hasToString("kept");
            assertThat(outbox.find(IdempotencyKey.of("undone"))).isEmpty();
            assertThat(rows.queryForList("SELECT id FROM orders", String.class)).containsExactly("kept");
            assertThat(context.getBean(Sandbox.class).inbox()).hasSize(1);
        });
    }

    @Test
    void without_a_transaction_a_message_has_its_own() {
        context(file("sms.db")).run(context -> {
            context.getBean(Outbox.class).enqueue(request("alone"));
            assertThat(sent.poll(30, TimeUnit.SECONDS)).hasToString("alone");
        });
    }

    @Test
    void a_transaction_on_another_database_is_an_error() {
        JdbcStore.builder(file("other.db")).open().close();
        context(file("other.db")).run(context -> {
            Outbox outbox = context.getBean(Outbox.class);
            assertThatThrownBy(() ->
                            transaction(context).executeWithoutResult(status -> outbox.enqueue(request("order-1"))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("is to another database");
            assertThat(outbox.health().waiting()).isZero();
        });
    }

    @Test
    void an_application_may_only_enqueue() {
        context(file("sms.db"))
                .withPropertyValues("heliograph.outbox.workers=false")
                .run(context -> {
                    Outbox outbox = context.getBean(Outbox.class);
                    outbox.enqueue(request("order-1"));
                    outbox.start(context.getBean(SmsClient.class)); // it wasn't started before
                    assertThat(sent.poll(30, TimeUnit.SECONDS)).hasToString("order-1");
                    assertThat(outbox.list(OutboxState.WAITING, 10)).isEmpty();
                });
    }

    @Test
    void meters_show_what_waits_and_what_this_process_did() {
        context(file("sms.db"))
                .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
                .withPropertyValues("heliograph.outbox.workers=false")
                .run(context -> {
                    SimpleMeterRegistry meters = new SimpleMeterRegistry();
                    context.getBean(OutboxMeters.class).bindTo(meters);
                    Outbox outbox = context.getBean(Outbox.class);
                    outbox.enqueue(request("order-1"));
                    outbox.enqueue(request("order-1")); // is there already
                    outbox.enqueue(request("later"), Instant.now().plus(Duration.ofDays(1)));

                    assertThat(meters.get("sms.outbox.enqueued")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(2);
                    assertThat(meters.get("sms.outbox.waiting").gauge().value()).isEqualTo(2);
                    assertThat(meters.get("sms.outbox.dead").gauge().value()).isZero();
                    assertThat(meters.get("sms.outbox.oldest").gauge().value()).isNotNegative();

                    outbox.start(context.getBean(SmsClient.class));
                    assertThat(sent.poll(30, TimeUnit.SECONDS)).hasToString("order-1");
                    outbox.close(); // the worker has called all listeners then
                    assertThat(meters.get("sms.outbox.sent").functionCounter().count())
                            .isEqualTo(1);
                    assertThat(meters.get("sms.outbox.failed").functionCounter().count())
                            .isZero();
                });
    }

    @Test
    void there_is_none_unless_it_is_switched_on_and_there_is_a_store() {
        context(file("sms.db"))
                .withPropertyValues("heliograph.outbox.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Outbox.class));
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(SmsClientAutoConfiguration.class, OutboxAutoConfiguration.class))
                .withPropertyValues("heliograph.sandbox.enabled=true", "heliograph.outbox.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Outbox.class));
    }

    @Test
    void an_application_without_springs_jdbc_or_without_the_stores_starts() {
        context(file("sms.db"))
                .withClassLoader(new FilteredClassLoader(DataSourceUtils.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Outbox.class));
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(SmsClientAutoConfiguration.class, OutboxAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("io.heliograph.store", "io.heliograph.outbox"))
                .withPropertyValues("heliograph.sandbox.enabled=true", "heliograph.outbox.enabled=true")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
