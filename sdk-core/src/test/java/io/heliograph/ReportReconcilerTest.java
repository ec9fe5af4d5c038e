package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.internal.outcome.Replay;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A report on a message whose response was lost proves that the vendor has it. */
class ReportReconcilerTest {
    private static final SendRequest REQUEST = Sends.request().build();
    private static final IdempotencyKey KEY = REQUEST.key();
    private static final MessageId ID = new MessageId("first", "vendor-1");
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private final AtomicReference<Runnable> beforeFinish = new AtomicReference<>(() -> {});
    private final AtomicBoolean findFails = new AtomicBoolean();
    private final HookedStore store = new HookedStore(world.clock()) {
        @Override
        public boolean finish(Claim seen, SendOutcome outcome) {
            beforeFinish.getAndSet(() -> {}).run();
            return super.finish(seen, outcome);
        }

        @Override
        public Optional<Claim> find(IdempotencyKey key) {
            if (findFails.get()) {
                throw new IllegalStateException("the disk is full");
            }
            return super.find(key);
        }
    };
    private final FakeProvider silent = FakeProvider.of("first", Answers.silence());

    private SmsClient client(FakeProvider... route) {
        return Sends.client(world, route)
                .listener(eventLog)
                .idempotencyStore(store)
                .build();
    }

    private static StatusReport.Builder report(Status status) {
        return StatusReport.of(ID, status, ReportSource.WEBHOOK, AT)
                .rawStatus("word")
                .key(KEY);
    }

    private Optional<SendOutcome> remembered() {
        return store.find(KEY).orElseThrow().outcome();
    }

    @Test
    void makes_an_unknown_outcome_an_accepted_one() {
        try (SmsClient client = client(silent)) {
            Sends.unknown(client.trySend(REQUEST));

            client.tracker().add(report(Status.DELIVERED).occurredAt(AT).build());

            SendOutcome again = client.trySend(REQUEST);
            Message message = Sends.accepted(again);
            assertThat(again.replayed()).isTrue();
            assertThat(message.id()).isEqualTo(ID);
            assertThat(message.status()).isEqualTo(Status.DELIVERED);
            assertThat(message.deliveredAt()).contains(AT);
            assertThat(message.rawStatus()).isEqualTo("word");
            assertThat(silent.sends()).isOne();
            assertThat(eventLog.lines()).endsWith("reconciled Accepted", "replayed Accepted");
        }
    }

    /** The other parts may still fail. */
    @Test
    void the_delivery_of_one_part_makes_an_accepted_outcome_and_no_delivered_message() {
        try (SmsClient client = client(silent)) {
            client.trySend(REQUEST);

            client.tracker()
                    .add(report(Status.DELIVERED).part(1, 3).occurredAt(AT).build());

            Message message = Sends.accepted(client.trySend(REQUEST));
            assertThat(message.status()).isEqualTo(Status.SENT);
            assertThat(message.deliveredAt()).isEmpty();
        }
    }

    @Test
    void a_report_that_comes_twice_reconciles_once() {
        try (SmsClient client = client(silent)) {
            client.trySend(REQUEST);
            client.tracker().add(report(Status.SENT).build());
            client.tracker().add(report(Status.DELIVERED).build());

            assertThat(eventLog.lines())
                    .filteredOn("reconciled Accepted"::equals)
                    .hasSize(1);
            assertThat(Sends.accepted(client.reconcile(KEY)).status()).isEqualTo(Status.SENT);
        }
    }

    @Test
    void one_that_comes_before_the_send_has_ended_makes_its_end_accepted() {
        SmsClient[] client = new SmsClient[1];
        FakeProvider slow = FakeProvider.of("first", (request, context) -> {
            client[0].tracker().add(report(Status.SENT).build());
            return Answers.silence().send(request, context);
        });
        client[0] = client(slow);

        SendOutcome outcome = client[0].trySend(REQUEST);

        assertThat(Sends.accepted(outcome).id()).isEqualTo(ID);
        assertThat(remembered()).get().isInstanceOf(SendOutcome.Accepted.class);
        assertThat(eventLog.lines()).noneMatch(line -> line.startsWith("unknown"));
    }

    @Test
    void one_that_comes_while_the_unknown_end_is_recorded_reconciles_it() {
        SmsClient[] client = new SmsClient[1];
        beforeFinish.set(() -> client[0].tracker().add(report(Status.SENT).build()));
        client[0] = client(silent);

        Sends.unknown(client[0].trySend(REQUEST));

        assertThat(remembered()).get().isInstanceOf(SendOutcome.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "REJECTED", "UNDELIVERED", "EXPIRED"})
    void a_failure_reconciles_nothing(Status failure) {
        try (SmsClient client = client(silent)) {
            client.trySend(REQUEST);
            client.tracker().add(report(failure).build());

            assertThat(remembered()).get().isInstanceOf(SendOutcome.Unknown.class);
        }
    }

    @Test
    void a_provider_without_an_unknown_attempt_reconciles_nothing() {
        try (SmsClient client = client(silent)) {
            client.trySend(REQUEST);
            client.tracker()
                    .add(StatusReport.of(new MessageId("other", "1"), Status.SENT, ReportSource.WEBHOOK, AT)
                            .key(KEY)
                            .build());

            assertThat(remembered()).get().isInstanceOf(SendOutcome.Unknown.class);
        }
    }

    @Test
    void one_without_a_key_reconciles_nothing_even_if_its_id_looks_like_one() {
        try (SmsClient client = client(silent)) {
            client.trySend(REQUEST);
            client.tracker()
                    .add(StatusReport.of(new MessageId("first", KEY.value()), Status.SENT, ReportSource.WEBHOOK, AT)
                            .build());

            assertThat(remembered()).get().isInstanceOf(SendOutcome.Unknown.class);
        }
    }

    @Test
    void one_of_a_key_that_nobody_knows_is_only_tracked() {
        try (SmsClient client = client(silent)) {
            assertThat(client.tracker().add(report(Status.SENT).build()).status())
                    .isEqualTo(Status.SENT);
            assertThat(store.find(KEY)).isEmpty();
        }
    }

    @Test
    void an_accepted_outcome_stays_as_it_was() {
        FakeProvider first = FakeProvider.accepting("first");
        try (SmsClient client = client(first)) {
            SendOutcome accepted = client.trySend(REQUEST);
            client.tracker().add(report(Status.DELIVERED).build());

            assertThat(client.trySend(REQUEST)).isEqualTo(Replay.of(accepted));
        }
    }

    @Test
    void reconciles_what_a_dead_process_left() {
        try (SmsClient client = client(silent)) {
            store.attempt(store.claim(KEY, Fingerprint.of(REQUEST), "dead", Duration.ofSeconds(1)), "first");
            world.passes(Duration.ofMinutes(1));

            client.tracker().add(report(Status.SENT).build());

            assertThat(remembered()).get().isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    /** A dead process's claim names the last provider only. */
    @Test
    void reconciles_what_a_dead_process_left_also_by_a_provider_before_the_last() {
        try (SmsClient client = client(silent, FakeProvider.of("second", Answers.silence()))) {
            Claim claim = store.claim(KEY, Fingerprint.of(REQUEST), "dead", Duration.ofSeconds(1));
            store.attempt(store.attempt(claim, "first").orElseThrow(), "second");
            world.passes(Duration.ofMinutes(1));

            client.tracker().add(report(Status.SENT).build());

            assertThat(Sends.accepted(client.reconcile(KEY)).id()).isEqualTo(ID);
        }
    }

    @Test
    void a_store_that_fails_refuses_the_report_so_that_it_comes_again() {
        try (SmsClient client = client(silent)) {
            client.trySend(REQUEST);
            findFails.set(true);

            StatusReport report = report(Status.SENT).build();
            assertThatThrownBy(() -> client.tracker().add(report)).isInstanceOf(SmsException.class);
        }
    }

    @Test
    void one_that_cannot_be_recorded_is_refused_so_that_it_comes_again() {
        try (SmsClient client = client(silent)) {
            Sends.unknown(client.trySend(REQUEST));
            StatusReport report = report(Status.SENT).build();
            beforeFinish.set(ReportReconcilerTest::diskFull);

            assertThatThrownBy(() -> client.tracker().add(report))
                    .isInstanceOf(SmsException.class)
                    .hasMessageContaining("the idempotency store failed");
            assertThat(remembered()).get().isInstanceOf(SendOutcome.Unknown.class);
            client.tracker().add(report);

            assertThat(remembered()).get().isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    private static void diskFull() {
        throw new IllegalStateException("the disk is full");
    }

    @Test
    void never_loses_the_race_against_the_end_of_the_send() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (SmsClient client = client(silent)) {
            for (int i = 0; i < 500; i++) {
                SendRequest request = REQUEST.withRecipient(PhoneNumber.of("+66812345678"), IdempotencyKey.random());
                IdempotencyKey key = request.key();
                Future<?> reported = other.submit(() -> {
                    while (store.find(key).filter(claim -> claim.attempts() > 0).isEmpty()) {
                        Thread.onSpinWait();
                    }
                    client.tracker()
                            .add(StatusReport.of(ID, Status.SENT, ReportSource.WEBHOOK, AT)
                                    .key(key)
                                    .build());
                });
                client.trySend(request);
                reported.get();
                assertThat(store.find(key).orElseThrow().outcome()).get().isInstanceOf(SendOutcome.Accepted.class);
            }
        } finally {
            other.shutdownNow();
        }
    }
}
