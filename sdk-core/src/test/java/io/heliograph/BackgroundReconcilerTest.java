package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.event.SmsEventListener;
import io.heliograph.internal.base.Timing;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Unknown sends are found out in the background, without a send. */
class BackgroundReconcilerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LookupTiming TIMES =
            new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofDays(30));
    private static final Optional<Message> FOUND = Optional.of(
            Message.builder(new MessageId("first", "m-9"), Status.SENT).build());

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private final AtomicReference<Optional<Message>> held = new AtomicReference<>(Optional.empty());
    private final FakeProvider first =
            FakeProvider.of("first", Answers.silence()).answeringLookup(TIMES, request -> held.get());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().setLevel(Level.WARN);
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(SmsClient.class);
    }

    private SmsClient client(FakeProvider... route) {
        return Sends.client(world, route)
                .listener(eventLog)
                .retry(RetryPolicy.none())
                .build();
    }

    private BackgroundReconciler reconciler(SmsClient client, Duration maxAge) {
        return new BackgroundReconciler(client, MINUTE, maxAge, world);
    }

    private static SendRequest request(String key) {
        return Sends.request().idempotencyKey(key).build();
    }

    @Test
    void a_message_that_the_provider_has_is_found_and_published() {
        SmsClient client = client(first);
        Sends.unknown(client.trySend(request("order-1")));
        assertThat(client.unresolved()).containsExactly(IdempotencyKey.of("order-1"));
        BackgroundReconciler reconciler = reconciler(client, Duration.ofDays(1));

        reconciler.round();
        assertThat(client.unresolved()).hasSize(1);
        held.set(FOUND);
        world.passes(MINUTE);
        reconciler.round();

        assertThat(client.unresolved()).isEmpty();
        assertThat(eventLog.lines()).containsOnlyOnce("reconciled Accepted");
        assertThat(Sends.taker(client.trySend(request("order-1")))).isEqualTo("first");
        assertThat(first.sends()).isOne();
    }

    @Test
    void each_wait_is_twice_the_one_before_up_to_an_hour() {
        SmsClient client = client(first);
        Sends.unknown(client.trySend(request("order-1")));
        BackgroundReconciler reconciler = reconciler(client, Duration.ofDays(1));
        StringBuilder asked = new StringBuilder();
        int before = first.questions();
        for (int minute = 0; minute <= 190; minute++) {
            reconciler.round();
            if (first.questions() > before) {
                before = first.questions();
                asked.append(minute).append(' ');
            }
            world.passes(MINUTE);
        }
        assertThat(asked.toString()).isEqualTo("0 1 3 7 15 31 63 123 183 ");
    }

    @Test
    void it_never_sends_even_where_a_repetition_would_be_no_second_sms() {
        FakeProvider removing = FakeProvider.of("first", Answers.silence())
                .without(Capability.LOOKUP)
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        SmsClient client = client(removing);
        Sends.unknown(client.trySend(request("order-1")));
        int sends = removing.sends();

        BackgroundReconciler reconciler = reconciler(client, Duration.ofDays(1));
        for (int i = 0; i < 5; i++) {
            reconciler.round();
            world.passes(MINUTE);
        }

        assertThat(removing.sends()).isEqualTo(sends);
        assertThat(client.unresolved()).hasSize(1);
        assertThat(eventLog.lines()).noneMatch(line -> line.startsWith("reconciled"));
    }

    @Test
    void a_provider_that_removes_duplicates_is_looked_up_where_it_can_be_and_only_a_find_counts() {
        LookupTiming soon = new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
        FakeProvider both = FakeProvider.of("first", Answers.silence())
                .answeringLookup(soon, request -> held.get())
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        SmsClient client = client(both);
        Sends.unknown(client.trySend(request("order-1")));
        int sends = both.sends();
        BackgroundReconciler reconciler = reconciler(client, Duration.ofDays(1));

        world.passes(MINUTE); // an absence would be a proof by now, of a provider that is declared to prove it
        reconciler.round();
        assertThat(client.unresolved()).hasSize(1);
        held.set(FOUND);
        world.passes(MINUTE);
        reconciler.round();

        assertThat(client.unresolved()).isEmpty();
        assertThat(both.sends()).isEqualTo(sends);
    }

    @Test
    void a_send_that_is_too_old_is_logged_once_and_not_looked_up_again() {
        SmsClient client = client(first);
        Sends.unknown(client.trySend(request("order-1")));
        BackgroundReconciler reconciler = reconciler(client, MINUTE.multipliedBy(3));
        for (int i = 0; i < 10; i++) {
            reconciler.round();
            world.passes(MINUTE);
        }
        int questions = first.questions();
        world.passes(Duration.ofHours(3));
        reconciler.round();

        assertThat(first.questions()).isEqualTo(questions);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains("stay unknown"))
                .containsExactly("1 sends stay unknown, and aren't looked up any more: [order-1]");
    }

    @Test
    void a_report_that_comes_first_leaves_nothing_to_look_up() {
        SmsClient client = client(first);
        SendRequest request = request("order-1");
        Sends.unknown(client.trySend(request));
        BackgroundReconciler reconciler = reconciler(client, Duration.ofDays(1));
        held.set(FOUND);
        client.reconcile(request.key());
        int questions = first.questions();

        reconciler.round();

        assertThat(first.questions()).isEqualTo(questions);
        assertThat(eventLog.lines()).containsOnlyOnce("reconciled Accepted");
    }

    @Test
    void a_round_looks_up_a_hundred_and_the_next_one_goes_on() {
        SmsClient client = client(first);
        for (int i = 0; i < 150; i++) {
            Sends.unknown(client.trySend(request("order-" + i)));
        }
        BackgroundReconciler reconciler = reconciler(client, Duration.ofDays(1));
        held.set(FOUND);

        reconciler.round();
        assertThat(client.unresolved()).hasSize(50);
        reconciler.round();
        assertThat(client.unresolved()).isEmpty();
    }

    @Test
    void unresolved_sends_are_those_of_the_last_day() {
        SmsClient client = client(first);
        Sends.unknown(client.trySend(request("order-1")));
        world.passes(Duration.ofHours(23));
        Sends.unknown(client.trySend(request("order-2")));
        assertThat(client.unresolved()).containsExactly(IdempotencyKey.of("order-1"), IdempotencyKey.of("order-2"));
        world.passes(Duration.ofHours(2));
        assertThat(client.unresolved()).containsExactly(IdempotencyKey.of("order-2"));
    }

    @Test
    void its_thread_is_a_daemon_that_works_and_ends_when_it_is_closed() throws InterruptedException {
        CompletableFuture<SendOutcome> reconciled = new CompletableFuture<>();
        held.set(FOUND);
        SmsClient client = Sends.client(Timing.REAL, first)
                .retry(RetryPolicy.none())
                .listener(new SmsEventListener() {
                    @Override
                    public void reconciled(SendOutcome outcome) {
                        reconciled.complete(outcome);
                    }
                })
                .build();
        Sends.unknown(client.trySend(request("order-1")));
        BackgroundReconciler reconciler =
                new BackgroundReconciler(client, Duration.ofMillis(5), Duration.ofDays(1), Timing.REAL);
        Thread thread = reconciler.begin();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(reconciled.orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOf(SendOutcome.Accepted.class);

        reconciler.close();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void its_thread_ends_with_the_client() throws InterruptedException {
        SmsClient client = Sends.client(Timing.REAL, first).build();
        Thread thread = new BackgroundReconciler(client, Duration.ofMillis(5), Duration.ofDays(1), Timing.REAL).begin();
        client.close();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void times_that_make_no_sense_are_refused_with_their_names() {
        SmsClient client = client(first);
        for (Duration interval : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(2))) {
            assertThatThrownBy(() -> BackgroundReconciler.start(client, interval, MINUTE))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("interval is " + interval);
        }
        assertThatThrownBy(() -> BackgroundReconciler.start(client, MINUTE, Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("maxAge is PT0S");
    }
}
