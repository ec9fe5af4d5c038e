package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxItem;
import io.heliograph.outbox.OutboxState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an outbox promises to the transaction that enqueues, and how it sends, in both databases. */
class OutboxTest extends OutboxFixture {
    @ParameterizedTest
    @EnumSource
    void what_is_committed_is_sent_and_what_is_rolled_back_is_not(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        start(outbox);
        Connection connection = transaction();
        outbox.enqueue(connection, request("undone"));
        connection.rollback();
        assertThat(outbox.enqueue(connection, request("kept"))).hasToString("kept");
        connection.commit();
        outbox.wake();

        assertThat(end()).isEqualTo("sent kept");
        assertThat(sends).singleElement().satisfies(sent -> {
            assertThat(sent.text()).isEqualTo(request("kept").text());
            assertThat(sent.key()).hasToString("kept");
        });
        assertThat(outbox.find(IdempotencyKey.of("undone"))).isEmpty();
        assertThat(state(outbox, "kept")).isEqualTo(OutboxState.SENT);
    }

    @ParameterizedTest
    @EnumSource
    void a_transaction_of_the_caller_may_have_any_isolation_level(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        start(outbox);
        try (Connection connection = Objects.requireNonNull(source, "source").getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            outbox.enqueue(connection, request("order-1"));
            outbox.enqueue(connection, request("order-1"));
            connection.commit();
        }
        outbox.wake();

        assertThat(end()).isEqualTo("sent order-1");
    }

    @ParameterizedTest
    @EnumSource
    void the_same_message_is_there_once_and_another_with_its_key_is_an_error(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        outbox.enqueue(request("order-1"));
        outbox.enqueue(request("order-1"));
        assertThat(outbox.health().waiting()).isEqualTo(1);
        SendRequest other = request("order-1").toBuilder().text("another text").build();

        assertThatThrownBy(() -> outbox.enqueue(other))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is in the outbox with another message");

        start(outbox);
        assertThat(end()).isEqualTo("sent order-1");
        outbox.enqueue(request("order-1"));
        outbox.enqueue(request("order-2"));
        assertThat(end()).isEqualTo("sent order-2");
        assertThat(sends).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_commits_each_statement_is_refused(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        Connection connection = keep(Objects.requireNonNull(source, "source").getConnection());

        assertThatThrownBy(() -> outbox.enqueue(connection, request("order-1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("setAutoCommit(false)");
        assertThat(outbox.health().waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_to_another_database_is_refused(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        String other =
                Objects.requireNonNull(folder, "folder").resolve("other.db").toString();
        if (dialect == StoreDialect.POSTGRESQL) {
            TestPostgres.database("outbox_other");
            other = TestPostgres.url("outbox_other");
        }
        keep(keep(SendingProcess.builder(other).open()).outbox());
        Connection connection = keep(SendingProcess.source(other).getConnection());
        connection.setAutoCommit(false);

        assertThatThrownBy(() -> outbox.enqueue(connection, request("order-1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is to another database");
    }

    @ParameterizedTest
    @EnumSource
    void a_client_with_its_keys_elsewhere_is_refused(StoreDialect dialect) {
        Outbox outbox = outbox(dialect);
        SmsClient other = keep(SmsClient.builder()
                .provider(new OutboxVendor(this::answer, request -> false))
                .build());

        assertThatThrownBy(() -> outbox.start(other))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("idempotencyStore(store.idempotency())");
        start(outbox);
        assertThat(Objects.requireNonNull(store, "store").unresolved(10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_scheduled_message_is_sent_at_its_time(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        start(outbox);
        Instant time = clock.instant().plusSeconds(1);
        outbox.enqueue(request("later"), time);
        outbox.enqueue(request("now"));
        assertThat(end()).isEqualTo("sent now");
        assertThat(outbox.health().waiting()).isEqualTo(1);
        assertThat(outbox.health().oldestWaiting()).isZero();
        assertThat(outbox.list(OutboxState.WAITING, 10))
                .extracting(OutboxItem::nextAt)
                .containsExactly(time);

        clock.passes(Duration.ofSeconds(1));
        outbox.wake();
        assertThat(end()).isEqualTo("sent later");
    }

    @ParameterizedTest
    @EnumSource
    void no_transaction_is_open_while_the_vendor_is_called(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        List<String> seen = new CopyOnWriteArrayList<>();
        Connection watching = keep(Objects.requireNonNull(source, "source").getConnection());
        beforeAnswer = () -> seen.add(openTransactions(dialect, watching));
        start(outbox);
        outbox.enqueue(request("order-1"));
        assertThat(end()).isEqualTo("sent order-1");
        assertThat(seen).containsExactly("0");
    }

    /** The sessions in a transaction; of an SQLite file, whether another connection can't begin to write. */
    private static String openTransactions(StoreDialect dialect, Connection connection) {
        String sql = dialect == StoreDialect.POSTGRESQL
                ? "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
                : "SELECT 0";
        try (Statement statement = connection.createStatement()) {
            if (dialect == StoreDialect.SQLITE) {
                statement.execute("PRAGMA busy_timeout = 0");
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("ROLLBACK");
            }
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            return e.getClass().getName() + " " + e.getErrorCode();
        }
    }

    @ParameterizedTest
    @EnumSource
    void neither_text_nor_number_is_legible_in_the_table_and_the_text_is_deleted_once_it_is_sent(StoreDialect dialect)
            throws Exception {
        Outbox outbox = outbox(dialect);
        outbox.enqueue(request("order-1"));
        assertThat(column("request")).isNotNull().doesNotContain("Your order").doesNotContain("66812345678");
        assertThat(column("recipient")).doesNotContain("66812345678");

        start(outbox);
        assertThat(end()).isEqualTo("sent order-1");
        assertThat(column("request")).isNull();
    }

    private @Nullable String column(String name) throws SQLException {
        try (Connection connection = Objects.requireNonNull(source, "source").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + name + " FROM heliograph_outbox")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closing_waits_for_what_is_being_sent_and_begins_nothing_new(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect, settings().threads(1));
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        beforeAnswer = () -> {
            sending.countDown();
            await(goOn);
        };
        start(outbox);
        outbox.enqueue(request("order-1"));
        outbox.enqueue(request("order-2"));
        assertThat(sending.await(30, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(outbox::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closing.join();

        assertThat(end()).isEqualTo("sent order-1");
        assertThat(sends).hasSize(1);
        assertThat(state(outbox, "order-2")).isEqualTo(OutboxState.WAITING);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
