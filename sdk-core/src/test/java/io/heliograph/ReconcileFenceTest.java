package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Of concurrent reconciliations of one key only one queries, and none frees a key for which a request may be under way. */
class ReconcileFenceTest {
    private static final SendRequest REQUEST = Sends.request().build();
    private static final IdempotencyKey KEY = REQUEST.key();
    private static final Duration ABSENT = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final TestTiming world = new TestTiming();

    /** What happens just after a step of the store's, once each. */
    private final Queue<Runnable> afterFind = new ArrayDeque<>();

    private final Queue<Runnable> afterAttempt = new ArrayDeque<>();
    private final HookedStore store =
            new HookedStore(new MemoryIdempotencyStore(100, Duration.ofDays(7), world.clock(), world::nanoTime)) {
                @Override
                public Optional<Claim> find(IdempotencyKey key) {
                    Optional<Claim> found = super.find(key);
                    run(afterFind);
                    return found;
                }

                @Override
                public Optional<Claim> attempt(Claim mine, String provider) {
                    Optional<Claim> noted = super.attempt(mine, provider);
                    run(afterAttempt);
                    return noted;
                }
            };
    private final List<SendOutcome> others = new ArrayList<>();

    private static void run(Queue<Runnable> hooks) {
        Runnable next = hooks.poll();
        if (next != null) {
            next.run();
        }
    }

    private SmsClient client(FakeProvider... route) {
        return Sends.client(world, route)
                .idempotencyStore(store)
                .retry(RetryPolicy.none())
                .build();
    }

    private static FakeProvider keyed(FakeProvider.Sending... answers) {
        return Answers.inTurn("first", answers).dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
    }

    private void alsoReconciles(SmsClient other) {
        others.add(other.reconcile(REQUEST));
    }

    @Test
    void who_read_the_claim_before_it_was_freed_sends_nothing() {
        FakeProvider first = keyed(Answers.silence(), Answers.failedIn2xx(ErrorType.OTHER), Answers.silence());
        FakeProvider second = FakeProvider.accepting("second");
        try (SmsClient one = client(first, second);
                SmsClient other = client(first, second)) {
            Sends.unknown(one.trySend(REQUEST));
            afterFind.add(() -> alsoReconciles(other));

            SendOutcome outcome = one.reconcile(REQUEST);

            assertThat(others).singleElement().isInstanceOf(SendOutcome.Rejected.class);
            assertThat(Sends.unknown(outcome).reason())
                    .isEqualTo("another call was reconciling it at the same time; try again later");
            assertThat(first.sends()).isEqualTo(2);
        }
    }

    @Test
    void while_a_request_is_recorded_nobody_else_asks_or_frees_the_key() {
        FakeProvider first = keyed(Answers.silence(), Answers.failedIn2xx(ErrorType.OTHER));
        try (SmsClient one = client(first);
                SmsClient other = client(first)) {
            Sends.unknown(one.trySend(REQUEST));
            afterAttempt.add(() -> alsoReconciles(other));

            SendOutcome outcome = one.reconcile(REQUEST);

            assertThat(Sends.unknown(others.get(0)).reason()).isEqualTo("a call with this key is still under way");
            assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
            assertThat(first.sends()).isEqualTo(2);
        }
    }

    @Test
    void who_is_taken_over_before_his_answer_is_recorded_frees_nothing() {
        SmsClient[] other = new SmsClient[1];
        FakeProvider first = keyed(
                Answers.silence(),
                (request, context) -> {
                    world.passes(Duration.ofHours(1)); // its machine stands still, beyond its lease
                    alsoReconciles(other[0]);
                    return Answers.failedIn2xx(ErrorType.OTHER).send(request, context);
                },
                Answers.yes("first"));
        try (SmsClient one = client(first)) {
            other[0] = client(first);
            Sends.unknown(one.trySend(REQUEST));

            SendOutcome slow = one.reconcile(REQUEST);

            assertThat(slow).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(others).singleElement().isInstanceOf(SendOutcome.Accepted.class);
            assertThat(store.find(KEY).flatMap(Claim::outcome)).get().isInstanceOf(SendOutcome.Accepted.class);
        } finally {
            other[0].close();
        }
    }

    @Test
    void a_key_is_not_sent_again_a_day_after_its_claim_however_often_it_was_reconciled() {
        FakeProvider first = keyed(Answers.silence());
        try (SmsClient client = client(first)) {
            Sends.unknown(client.trySend(REQUEST));
            for (int i = 0; i < 4; i++) {
                world.passes(Duration.ofHours(10));
                Sends.unknown(client.reconcile(REQUEST));
            }

            assertThat(first.sends()).isEqualTo(3);
        }
    }

    @Test
    void an_undecided_reconcile_gives_the_lease_back() {
        FakeProvider first = keyed(Answers.silence(), Answers.silence(), Answers.yes("first"));
        try (SmsClient client = client(first)) {
            Sends.unknown(client.trySend(REQUEST));
            Sends.unknown(client.reconcile(REQUEST));

            assertThat(Sends.taker(client.reconcile(REQUEST))).isEqualTo("first");
        }
    }

    @Test
    void a_report_that_comes_while_somebody_reconciles_is_what_it_became() {
        FakeProvider first = keyed(Answers.silence());
        try (SmsClient client = client(first)) {
            Sends.unknown(client.trySend(REQUEST));
            MessageId id = new MessageId("first", "vendor-1");
            afterAttempt.add(() -> client.tracker()
                    .add(StatusReport.of(id, Status.SENT, ReportSource.WEBHOOK, Sends.NOW)
                            .key(KEY)
                            .build()));

            assertThat(Sends.accepted(client.reconcile(REQUEST)).id()).isEqualTo(id);
        }
    }

    @Test
    void an_acceptance_after_a_report_has_reconciled_it_is_accepted() {
        FakeProvider first = keyed(Answers.silence(), Answers.yes("first"));
        try (SmsClient client = client(first)) {
            Sends.unknown(client.trySend(REQUEST));
            MessageId id = new MessageId("first", "vendor-1");
            afterAttempt.add(() -> client.tracker()
                    .add(StatusReport.of(id, Status.SENT, ReportSource.WEBHOOK, Sends.NOW)
                            .key(KEY)
                            .build()));

            SendOutcome outcome = client.reconcile(REQUEST);

            assertThat(outcome).isEqualTo(client.reconcile(REQUEST));
            assertThat(Sends.accepted(outcome).id()).isEqualTo(id);
        }
    }

    @Test
    void a_report_on_a_dead_send_that_comes_while_somebody_reconciles_is_what_it_became() {
        Claim dead = store.claim(KEY, Fingerprint.of(REQUEST), "dead", Duration.ofSeconds(1));
        assertThat(store.attempt(dead, "first")).isPresent();
        world.passes(Duration.ofMinutes(1));
        FakeProvider first = keyed(Answers.silence());
        try (SmsClient client = client(first)) {
            MessageId id = new MessageId("first", "vendor-1");
            afterAttempt.add(() -> client.tracker()
                    .add(StatusReport.of(id, Status.SENT, ReportSource.WEBHOOK, Sends.NOW)
                            .key(KEY)
                            .build()));

            assertThat(Sends.accepted(client.reconcile(REQUEST)).id()).isEqualTo(id);
        }
    }

    @Test
    void a_provider_that_repeats_its_last_answer_is_left_in_quiet_before_the_question_that_proves() {
        long[] lastQuestion = {Long.MIN_VALUE};
        List<Duration> questions = new ArrayList<>();
        Optional<Message> there = Optional.of(
                Message.builder(new MessageId("first", "m-9"), Status.SENT).build());
        FakeProvider first = FakeProvider.of("first", Answers.silence())
                .answeringLookup(
                        new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), QUIET.plusMinutes(1), QUIET),
                        request -> {
                            long now = world.nanoTime();
                            questions.add(Duration.ofNanos(now));
                            boolean repeats =
                                    lastQuestion[0] != Long.MIN_VALUE && now - lastQuestion[0] < QUIET.toNanos();
                            lastQuestion[0] = now; // each question begins the time anew
                            return repeats || questions.size() == 1 ? Optional.empty() : there;
                        });
        try (SmsClient client = client(first)) {
            Sends.unknown(client.trySend(REQUEST));
            world.passes(QUIET);
            Sends.unknown(client.reconcile(REQUEST));
            SendOutcome outcome = null;
            for (int minutes = 0; minutes < 5; minutes++) {
                world.passes(Duration.ofMinutes(1));
                outcome = client.reconcile(REQUEST);
            }

            assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(questions).hasSize(2);
        }
    }

    @Test
    void a_call_that_must_wait_for_a_proof_says_how_long() {
        FakeProvider first = FakeProvider.of("first", Answers.silence())
                .answeringLookup(
                        new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), ABSENT, QUIET),
                        request -> Optional.empty());
        try (SmsClient client = client(first)) {
            Sends.unknown(client.trySend(REQUEST));
            world.passes(Duration.ofMinutes(1));

            assertThat(Sends.unknown(client.reconcile(REQUEST)).reason())
                    .isEqualTo("its provider was asked not long ago, and would repeat its answer; ask again in 241 s");
            assertThat(first.questions()).isZero();
        }
    }

    @Test
    void a_clock_of_the_machine_that_steps_ahead_proves_no_absence() {
        FakeProvider first = FakeProvider.of("first", Answers.silence())
                .answeringLookup(
                        new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), ABSENT),
                        request -> Optional.empty());
        SteppedTiming stepped = new SteppedTiming(world);
        try (SmsClient client = Sends.client(stepped, first)
                .idempotencyStore(store)
                .retry(RetryPolicy.none())
                .build()) {
            Sends.unknown(client.trySend(REQUEST));
            stepped.steps(Duration.ofDays(1));
            assertThat(client.reconcile(REQUEST)).isInstanceOf(SendOutcome.Unknown.class);

            world.passes(ABSENT);
            assertThat(client.reconcile(REQUEST)).isInstanceOf(SendOutcome.Rejected.class);
        }
    }
}
