package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.DuplicateProtection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events that listeners get, in which order, and that they can't break a send. */
class EventsTest {
    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private final FakeProvider second = FakeProvider.accepting("second");

    private SendOutcome send(FakeProvider... route) {
        try (SmsClient client = Sends.client(world, route).listener(eventLog).build()) {
            return client.trySend(Sends.request().build());
        }
    }

    @Test
    void a_plain_send_is_one_attempt() {
        send(second);

        assertThat(eventLog.lines()).containsExactly("started second 1", "ended second 1 ACCEPTED");
    }

    @Test
    void a_retry_is_published_between_its_attempts() {
        send(Answers.inTurn("first", Answers.no(ErrorType.PROVIDER_ERROR), Answers.yes("first")));

        assertThat(eventLog.lines())
                .containsExactly(
                        "started first 1",
                        "ended first 1 REJECTED",
                        "retried first after 50 ms",
                        "started first 2",
                        "ended first 2 ACCEPTED");
    }

    @Test
    void a_failover_is_published_before_the_next_attempt() {
        send(FakeProvider.refusing("first", ErrorType.NO_ROUTE), second);

        assertThat(eventLog.lines())
                .containsExactly(
                        "started first 1",
                        "ended first 1 REJECTED",
                        "failed over first second",
                        "started second 2",
                        "ended second 2 ACCEPTED");
    }

    @Test
    void a_provider_that_goes_down_is_published_before_the_failover_from_it() {
        send(FakeProvider.refusing("first", ErrorType.INSUFFICIENT_CREDIT), second);

        assertThat(eventLog.lines())
                .containsSubsequence("started first 1", "first is DOWN", "failed over first second")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_last_rejection_is_no_failover() {
        send(FakeProvider.refusing("first", ErrorType.NO_ROUTE));

        assertThat(eventLog.lines()).containsExactly("started first 1", "ended first 1 REJECTED");
    }

    @Test
    void an_unknown_end_is_published_last() {
        send(FakeProvider.of("first", Answers.silence()), second);

        assertThat(eventLog.lines()).containsExactly("started first 1", "ended first 1 UNKNOWN", "unknown first");
    }

    @Test
    void reconciliation_is_published_after_its_attempts() {
        send(Answers.inTurn("first", Answers.silence(), Answers.yes("first"))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY));

        assertThat(eventLog.lines())
                .containsSubsequence(
                        "ended first 1 UNKNOWN", "started first 2", "ended first 2 ACCEPTED", "reconciled Accepted")
                .noneMatch(line -> line.startsWith("unknown"));
    }

    @Test
    void a_replay_is_nothing_else() {
        try (SmsClient client = Sends.client(world, second).listener(eventLog).build()) {
            client.trySend(Sends.request().build());
            client.trySend(Sends.request().build());
        }

        assertThat(eventLog.lines())
                .containsExactly("started second 1", "ended second 1 ACCEPTED", "replayed Accepted");
    }

    @Test
    void all_listeners_get_all_events() {
        EventLog other = new EventLog();
        try (SmsClient client =
                Sends.client(world, second).listener(eventLog).listener(other).build()) {
            client.trySend(Sends.request().build());
        }

        assertThat(other.lines()).isNotEmpty().isEqualTo(eventLog.lines());
    }

    /** Throws on every event. */
    private record Thrower(Throwable failure) implements SmsEventListener {
        /** Lets a checked exception pass the compiler, as Kotlin and Lombok do. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private <E extends Throwable> void fail() throws E {
            throw (E) failure;
        }

        @Override
        public void sendStarted(IdempotencyKey key) {
            this.<RuntimeException>fail();
        }

        @Override
        public void sendEnded(SendCompletion end) {
            this.<RuntimeException>fail();
        }

        @Override
        public void attemptStarted(IdempotencyKey key, String provider, int number) {
            this.<RuntimeException>fail();
        }

        @Override
        public void attemptEnded(IdempotencyKey key, Attempt attempt) {
            this.<RuntimeException>fail();
        }

        @Override
        public void retried(IdempotencyKey key, Attempt last, Duration wait) {
            this.<RuntimeException>fail();
        }

        @Override
        public void failedOver(IdempotencyKey key, String from, String to) {
            this.<RuntimeException>fail();
        }

        @Override
        public void replayed(SendOutcome first) {
            this.<RuntimeException>fail();
        }

        @Override
        public void unknown(SendOutcome.Unknown outcome) {
            this.<RuntimeException>fail();
        }

        @Override
        public void reconciled(SendOutcome outcome) {
            this.<RuntimeException>fail();
        }

        @Override
        public void providerChanged(String provider, ProviderState state) {
            this.<RuntimeException>fail();
        }
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new IOException("no disk"),
                new AssertionError("a bug"),
                new NoClassDefFoundError("a driver"));
    }

    /** A send with retry, ejection, failover, an unknown attempt and reconciliation, and a replay of it. */
    private List<SendOutcome> eventful(SmsEventListener listener) {
        FakeProvider first =
                Answers.inTurn("first", Answers.no(ErrorType.PROVIDER_ERROR), Answers.no(ErrorType.AUTHENTICATION));
        FakeProvider next = Answers.inTurn("next", Answers.silence(), Answers.yes("next"))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        FakeProvider silent = FakeProvider.of("silent", Answers.silence());
        try (SmsClient client = Sends.client(new TestTiming(), first, next, silent)
                .listener(listener)
                .listener(eventLog)
                .build()) {
            return List.of(
                    client.trySend(Sends.request().build()),
                    client.trySend(Sends.request().build()),
                    client.trySend(Sends.request()
                            .idempotencyKey("order-43")
                            .route("silent")
                            .build()));
        }
    }

    private static List<String> story(List<SendOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> Sends.taker(outcome) + Sends.asked(outcome) + outcome.replayed())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_listener_that_throws_changes_nothing_and_silences_nobody(Throwable failure) {
        List<String> undisturbed = story(eventful(new EventLog()));
        List<String> texts = eventLog.lines();

        List<String> disturbed = story(eventful(new Thrower(failure)));

        assertThat(disturbed).isEqualTo(undisturbed);
        assertThat(eventLog.lines())
                .hasSize(2 * texts.size())
                .containsSequence(texts)
                .endsWith(texts.get(texts.size() - 1));
        assertThat(texts)
                .contains(
                        "retried first after 50 ms",
                        "first is DOWN",
                        "failed over first next",
                        "reconciled Accepted",
                        "replayed Accepted",
                        "unknown silent");
    }

    @Test
    void a_virtual_machine_error_is_not_hidden() {
        Thrower thrower = new Thrower(new StackOverflowError());

        assertThatThrownBy(() -> eventful(thrower)).isInstanceOf(StackOverflowError.class);
    }
}
