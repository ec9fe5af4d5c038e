package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.PostgresDatabase;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A report that reaches another process than the one that sends. */
class EarlyReportsTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final SendRequest REQUEST = SendingProcess.request();
    private static final IdempotencyKey KEY = REQUEST.key();
    private static final MessageId ID = new MessageId("first", "m-1");

    @TempDir
    private @Nullable Path folder;

    private String store(StoreDialect dialect, String database) {
        if (dialect == StoreDialect.SQLITE) {
            return Objects.requireNonNull(folder, "folder").resolve("store.db").toString();
        }
        TestPostgres.database(database);
        return TestPostgres.url(database);
    }

    /** The store as it is an hour later, when every lease has ended. */
    private static JdbcStore later(String store) {
        return SendingProcess.builder(store)
                .clock(new MachineClock(
                        Clock.systemUTC(), () -> System.nanoTime() + AN_HOUR.toNanos(), MachineClock::linuxBoot))
                .postgresNow(() -> PostgresDatabase.NOW + " + " + Micros.of(AN_HOUR))
                .open();
    }

    private static SmsClient client(JdbcStore store) {
        RecordingProvider recording = new RecordingProvider("first");
        return SmsClient.builder()
                .provider(recording)
                .idempotencyStore(store.idempotency())
                .timelineStore(store.timelines())
                .earlyReports(store.earlyReports())
                .build();
    }

    private static StatusReport report(Status status) {
        return StatusReport.of(ID, status, ReportSource.WEBHOOK, Instant.now())
                .recipient(REQUEST.to())
                .recipients(1)
                .key(KEY)
                .build();
    }

    /** A claim of another process, which has sent and has no answer yet. */
    private static Claim sent(JdbcStore store) {
        Claim claim = store.idempotency().claim(KEY, Fingerprint.of(REQUEST), "another process", LEASE);
        return store.idempotency().attempt(claim, "first").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void a_report_before_the_answer_survives_the_process_that_sent_and_the_one_that_got_it(StoreDialect dialect) {
        String store = store(dialect, "early_report");
        try (JdbcStore one = SendingProcess.builder(store).open();
                JdbcStore other = SendingProcess.builder(store).open();
                SmsClient receiver = client(other)) {
            sent(one);
            receiver.tracker().add(report(Status.DELIVERED));
            assertThat(other.idempotency().find(KEY).orElseThrow().outcome()).isEmpty();
        }

        try (JdbcStore restarted = later(store);
                SmsClient client = client(restarted)) {
            assertThat(restarted.unresolved(10)).isEqualTo(List.of(KEY));

            SendOutcome outcome = client.reconcile(KEY);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Accepted.class,
                            accepted -> assertThat(accepted.message().id()).isEqualTo(ID));
            assertThat(restarted.unresolved(10)).isEmpty();
            assertThat(client.tracker().find(ID).map(Timeline::status)).contains(Status.DELIVERED);
            assertThat(client.trySend(REQUEST).replayed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_report_on_an_unknown_send_reconciles_it_in_any_process(StoreDialect dialect) {
        String store = store(dialect, "late_report");
        try (JdbcStore one = SendingProcess.builder(store).open();
                JdbcStore other = SendingProcess.builder(store).open();
                SmsClient receiver = client(other);
                SmsClient sender = client(one)) {
            Claim claim = sent(one);
            one.idempotency().finish(claim, new SendOutcome.Unknown("first", "no answer", KEY, List.of()));

            receiver.tracker().add(report(Status.SENT));

            assertThat(sender.trySend(REQUEST)).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(one.unresolved(10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_report_is_taken_once_and_never_by_a_later_send_with_its_key(StoreDialect dialect) {
        String store = store(dialect, "stale_report");
        try (JdbcStore one = SendingProcess.builder(store).open()) {
            Claim first = sent(one);
            one.earlyReports().keep(KEY, report(Status.SENT));
            one.earlyReports().keep(KEY, report(Status.DELIVERED));
            assertThat(one.earlyReports().take(KEY).map(StatusReport::status)).contains(Status.DELIVERED);
            assertThat(one.earlyReports().take(KEY)).isEmpty();

            one.earlyReports().keep(KEY, report(Status.SENT));
            assertThat(one.idempotency().release(first)).isTrue();
        }
        try (JdbcStore restarted = later(store)) {
            assertThat(restarted.earlyReports().take(KEY)).isEmpty();
            sent(restarted);
            assertThat(restarted.earlyReports().take(KEY)).isEmpty();
        }
    }
}
