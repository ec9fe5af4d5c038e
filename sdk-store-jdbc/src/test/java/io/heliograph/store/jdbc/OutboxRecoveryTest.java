package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxState;
import io.heliograph.spi.SendResult;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an outbox does with rows that a process left in the middle of its work, or another version wrote. */
class OutboxRecoveryTest extends OutboxFixture {
    private void execute(String sql) {
        TestPostgres.execute(Objects.requireNonNull(source, "source"), sql);
    }

    /** Makes a row look as if a process had begun to send it so long ago and died before it claimed the key. */
    private void begunAndLeft(Duration ago) {
        long then = Micros.of(clock.instant().minus(ago));
        execute("UPDATE heliograph_outbox SET state = 1, attempts = 1, began_at = " + then + ", next_at = " + then);
    }

    @ParameterizedTest
    @EnumSource
    void a_message_without_a_claim_was_never_sent_and_is_sent(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        outbox.enqueue(request("order-1"));
        begunAndLeft(Duration.ofDays(6));

        start(outbox);

        assertThat(end()).isEqualTo("unresolved order-1");
        assertThat(end()).isEqualTo("sent order-1");
        assertThat(sends).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_message_whose_claim_may_be_forgotten_is_never_sent(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        outbox.enqueue(request("order-1"));
        begunAndLeft(Duration.ofDays(8));

        start(outbox);
        assertThat(end()).isEqualTo("unresolved order-1");
        while (!reason(outbox).contains("may be forgotten")) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> outbox.retry(IdempotencyKey.of("order-1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is unresolved");
        outbox.drop(IdempotencyKey.of("order-1"));
        outbox.enqueue(request("order-2"));
        assertThat(end()).isEqualTo("sent order-2");
        assertThat(sends).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_message_whose_claim_another_process_may_have_forgotten_is_never_sent(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        try (JdbcStore other = JdbcStore.builder(Objects.requireNonNull(source, "source"))
                .keep(Duration.ofHours(1))
                .clock(new MachineClock(clock, clock::nanoTime, () -> "boot"))
                .postgresNow(() -> Micros.of(clock.instant()) + "::bigint")
                .open()) {
            other.idempotency()
                    .claim(IdempotencyKey.of("other"), new Fingerprint("a".repeat(64)), "b", Duration.ofSeconds(40));
        }
        outbox.enqueue(request("order-1"));
        begunAndLeft(Duration.ofHours(2));

        start(outbox);

        assertThat(end()).isEqualTo("unresolved order-1");
        while (!reason(outbox).contains("may be forgotten")) {
            Thread.onSpinWait();
        }
        assertThat(sends).isEmpty();
    }

    /** To reconcile may be to send, where a vendor removes duplicates; after its time a message isn't sent. */
    @ParameterizedTest
    @EnumSource
    void an_unknown_message_that_is_too_old_is_not_reconciled_within_a_day(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect, settings().maxAge(Duration.ofMinutes(10)));
        answers.add(new SendResult.Unknown("no answer"));
        beforeAnswer = () -> vendorIsDown = true;
        start(outbox);
        outbox.enqueue(
                request("order-1").toBuilder().deadline(Duration.ofMillis(200)).build());
        assertThat(end()).isEqualTo("unresolved order-1");

        clock.passes(Duration.ofHours(2));
        outbox.wake();
        while (!reason(outbox).contains("too old to be sent")) {
            Thread.onSpinWait();
        }
        int before = lookups.get();
        vendorIsDown = false;
        clock.passes(Duration.ofHours(2));
        assertThat(lookups.get()).isEqualTo(before);

        clock.passes(Duration.ofDays(1));
        assertThat(passUntilEnd()).startsWith("dead order-1 it was due for longer");
        assertThat(lookups.get()).isGreaterThan(before);
        assertThat(sends).hasSize(1);
    }

    private static String reason(Outbox outbox) {
        return outbox.list(OutboxState.UNKNOWN, 1).get(0).reason();
    }

    @Test
    void a_message_whose_task_is_missing_gets_one() throws Exception {
        Outbox outbox = outbox(StoreDialect.POSTGRESQL);
        outbox.enqueue(request("order-1"));
        execute("DELETE FROM heliograph_scheduled");

        start(outbox);

        assertThat(end()).isEqualTo("sent order-1");
    }

    @Test
    void a_task_that_only_another_version_knows_is_kept_and_holds_up_nothing() throws Exception {
        Outbox outbox = outbox(StoreDialect.POSTGRESQL);
        execute("INSERT INTO heliograph_scheduled (task_name, task_instance, execution_time, picked, version)"
                + " VALUES ('heliograph-future', 'x', '2020-01-01', false, 1)");
        start(outbox);
        outbox.enqueue(request("order-1"));
        assertThat(end()).isEqualTo("sent order-1");

        while (tasks() > 1) { // the message's own task is removed a moment later
            Thread.onSpinWait();
        }
        outbox.close();
        assertThat(tasks()).isEqualTo(1);
    }

    private int tasks() throws SQLException {
        try (Connection connection = Objects.requireNonNull(source, "source").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM heliograph_scheduled")) {
            row.next();
            return row.getInt(1);
        }
    }
}
