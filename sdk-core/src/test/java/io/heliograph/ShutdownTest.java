package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.error.SmsException;
import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.settings.Settings;
import io.heliograph.spi.BulkLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Closing a client loses no outcome, and sends nothing new. */
class ShutdownTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");

    private final CountDownLatch countDownLatch = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** Responds on a signal of the test. */
    private final FakeProvider slow = FakeProvider.of("slow", (request, context) -> {
        countDownLatch.countDown();
        await(answer);
        return FakeProvider.accepted("slow", Status.SENT);
    });

    private final SmsClient client = SmsClient.builder()
            .provider(slow)
            .listener(new SmsEventListener() {
                @Override
                public void sendEnded(SendCompletion end) {
                    ends.add(end.key() + " "
                            + end.outcome().map(ShutdownTest::kind).orElse("threw"));
                }
            })
            .build();

    private static String kind(SendOutcome outcome) {
        return outcome.getClass().getSimpleName();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(SmsClient.class);
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().setLevel(Level.WARN);
        logger().addAppender(log);
    }

    @AfterEach
    void stop() throws InterruptedException {
        answer.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private List<String> warnings() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void closing_waits_for_a_send_that_is_under_way_and_its_end_is_published() {
        CompletableFuture<SendOutcome> future = client.sendAsync(Sends.request().build(), threads);
        await(countDownLatch);
        CompletableFuture<List<IdempotencyKey>> shutdown =
                CompletableFuture.supplyAsync(() -> client.shutdown(LONG), threads);
        assertThat(shutdown).isNotDone();

        answer.countDown();

        assertThat(shutdown.join()).isEmpty();
        assertThat(ends).containsExactly("order-42 Accepted");
        assertThat(Sends.taker(future.join())).isEqualTo("slow");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void closing_waits_for_who_notes_the_outcome() {
        CountDownLatch noted = new CountDownLatch(1);
        CountDownLatch currentCountDownLatch = new CountDownLatch(1);
        CompletableFuture<Void> unused = client.sendAsync(Sends.request().build(), threads)
                .thenAccept(outcome -> {
                    currentCountDownLatch.countDown();
                    await(noted);
                });
        await(countDownLatch);
        answer.countDown();
        await(currentCountDownLatch); // the send has ended, and its outcome isn't noted yet

        assertThat(client.shutdown(Duration.ofMillis(1))).containsExactly(KEY);
        noted.countDown();
        assertThat(client.shutdown(LONG)).isEmpty();
    }

    @Test
    void a_send_that_is_cancelled_while_it_runs_is_waited_for() {
        CompletableFuture<SendOutcome> future = client.sendAsync(Sends.request().build(), threads);
        await(countDownLatch);
        future.cancel(true);

        assertThat(client.shutdown(Duration.ofMillis(1))).containsExactly(KEY);
        answer.countDown();
        assertThat(client.shutdown(LONG)).isEmpty();
        assertThat(ends).containsExactly("order-42 Accepted");
    }

    @Test
    void what_has_not_ended_in_time_is_named_as_unknown() {
        CompletableFuture<SendOutcome> future = client.sendAsync(Sends.request().build(), threads);
        await(countDownLatch);

        assertThat(client.shutdown(Duration.ofMillis(1))).containsExactly(KEY);

        assertThat(warnings())
                .containsExactly("closed while 1 sends were under way, whose outcomes are unknown: [order-42]");
        assertThat(future).isNotDone();
        client.close(); // waits no more
        assertThat(slow.closes()).isOne();
    }

    @Test
    void after_it_nothing_is_sent_and_that_is_certain() {
        client.shutdown(LONG);

        SendOutcome outcome = client.trySend(Sends.request().build());

        Failure failure = Sends.refusal(outcome);
        assertThat(failure.reason()).isEqualTo("the client is closed, so nothing was sent");
        assertThat(failure.retryable()).isTrue();
        assertThat(slow.sends()).isZero();
        assertThat(ends).containsExactly("order-42 Rejected");
        assertThatThrownBy(() -> client.send(Sends.request().build()))
                .isInstanceOf(SmsException.class)
                .hasMessageContaining("closed");
        assertThat(client.sendAsync(Sends.request().build(), Runnable::run))
                .isCompletedWithValueMatching(
                        later -> Sends.refusal(later).reason().equals(failure.reason()));
        assertThatThrownBy(() -> client.reconcile(KEY)).isInstanceOf(SmsException.class);
        assertThatThrownBy(() -> client.bulk(
                        BulkRequest.to(IntStream.of(1).mapToObj(i -> "+66812345678"), builder -> builder.text("hi")),
                        part -> {}))
                .isInstanceOf(SmsException.class)
                .hasMessageContaining("closed");
        assertThat(slow.sends()).isZero();
    }

    @Test
    void a_key_that_was_refused_by_a_closed_client_is_still_free() {
        MemoryIdempotencyStore store = new MemoryIdempotencyStore();
        FakeProvider next = FakeProvider.accepting("next");
        try (SmsClient first = SmsClient.builder()
                        .provider(FakeProvider.accepting("first"))
                        .idempotencyStore(store)
                        .build();
                SmsClient second = SmsClient.builder()
                        .provider(next)
                        .idempotencyStore(store)
                        .build()) {
            first.shutdown(LONG);
            assertThat(first.trySend(Sends.request().build())).isInstanceOf(SendOutcome.Rejected.class);

            assertThat(Sends.taker(second.trySend(Sends.request().build()))).isEqualTo("next");
        }
    }

    @Test
    void a_send_that_waits_for_a_thread_may_begin_while_the_client_waits() {
        Queue<Runnable> queue = new ArrayDeque<>();
        answer.countDown();
        CompletableFuture<SendOutcome> future = client.sendAsync(Sends.request().build(), queue::add);
        CompletableFuture<List<IdempotencyKey>> shutdown =
                CompletableFuture.supplyAsync(() -> client.shutdown(LONG), threads);

        queue.remove().run();

        assertThat(shutdown.join()).isEmpty();
        assertThat(Sends.taker(future.join())).isEqualTo("slow");
    }

    @Test
    void a_send_that_has_found_no_thread_in_time_is_certainly_not_sent() {
        Queue<Runnable> queue = new ArrayDeque<>();
        CompletableFuture<SendOutcome> future = client.sendAsync(Sends.request().build(), queue::add);

        assertThat(client.shutdown(Duration.ZERO)).isEmpty();
        queue.remove().run();

        assertThat(Sends.refusal(future.join()).reason()).contains("closed");
        assertThat(slow.sends()).isZero();
        assertThat(warnings()).containsExactly("closed before 1 sends had begun, which weren't sent: [order-42]");
    }

    @Test
    void a_send_that_was_cancelled_before_it_began_is_not_waited_for() {
        Queue<Runnable> queue = new ArrayDeque<>();
        client.sendAsync(Sends.request().build(), queue::add).cancel(true);

        assertThat(client.shutdown(LONG)).isEmpty();
        queue.remove().run();

        assertThat(slow.sends()).isZero();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void an_executor_that_refuses_leaves_nothing_to_wait_for() {
        assertThat(client.sendAsync(Sends.request().build(), task -> {
                    throw new RejectedExecutionException("full");
                }))
                .isCompletedExceptionally();

        assertThat(client.shutdown(LONG)).isEmpty();
    }

    @Test
    void who_closes_from_within_a_send_is_not_waited_for() {
        AtomicReference<@Nullable SmsClient> itself = new AtomicReference<>();
        FakeProvider closing = FakeProvider.of("closing", (request, context) -> {
            Objects.requireNonNull(itself.get()).close();
            return FakeProvider.accepted("closing", Status.SENT);
        });
        SmsClient mine = SmsClient.builder().provider(closing).build();
        itself.set(mine);

        assertThat(Sends.taker(mine.trySend(Sends.request().build()))).isEqualTo("closing");
    }

    @Test
    void an_interrupt_ends_the_wait_and_is_kept() {
        CompletableFuture<SendOutcome> unused = client.sendAsync(Sends.request().build(), threads);
        await(countDownLatch);
        Thread.currentThread().interrupt();

        assertThat(client.shutdown(LONG)).containsExactly(KEY);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void close_waits_as_long_as_the_builder_says() {
        SmsClient impatient = SmsClient.builder()
                .provider(slow)
                .shutdownTimeout(Duration.ZERO)
                .build();
        CompletableFuture<SendOutcome> unused =
                impatient.sendAsync(Sends.request().build(), threads);
        await(countDownLatch);

        impatient.close();

        assertThat(warnings()).singleElement().asString().contains("[order-42]");
        assertThatThrownBy(() -> SmsClient.builder().shutdownTimeout(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_bulk_send_stops_between_two_calls_and_says_whom_it_did_not_reach() {
        AtomicReference<@Nullable SmsClient> itself = new AtomicReference<>();
        BulkFake provider = new BulkFake("a", new BulkLimits(1, 10), recipients -> {
            Objects.requireNonNull(itself.get()).shutdown(Duration.ZERO);
            return BulkFake.taken("a");
        });
        SmsClient bulk = SmsClient.builder().provider(provider).build();
        itself.set(bulk);
        List<BulkCallResult> parts = new ArrayList<>();

        BulkReport report = bulk.bulk(
                BulkRequest.to(
                        IntStream.range(0, 35).mapToObj(i -> "+6681" + (1_000_000 + i)), content -> content.text("hi")),
                parts::add);

        assertThat(provider.calls).hasSize(1);
        assertThat(report).isEqualTo(new BulkReport(10, 25, 0, 0, 0));
        assertThat(parts.subList(1, parts.size()))
                .allMatch(part -> Sends.refusal(part.outcome()).reason().contains("closed"));
        assertThat(parts.subList(1, parts.size()).stream()
                        .flatMap(part -> part.recipients().stream())
                        .map(PhoneNumber::e164))
                .containsExactlyElementsOf(IntStream.range(10, 35)
                        .mapToObj(i -> "+6681" + (1_000_000 + i))
                        .toList());
    }

    @Test
    void the_setting_is_the_clients() {
        assertThatThrownBy(
                        () -> SmsClient.builder().settings(Settings.of(Map.of("heliograph.shutdown-timeout", "-1s"))))
                .hasMessage("heliograph.shutdown-timeout is less than 0");
        SmsClientBuilder builder =
                SmsClient.builder().settings(Settings.of(Map.of("heliograph.shutdown-timeout", "7s")));
        assertThat(builder.shutdownTimeout).isEqualTo(Duration.ofSeconds(7));
    }
}
