package io.heliograph.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.FakeProvider;
import io.heliograph.HookedStore;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.TestTiming;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.Claim;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** How many requests are under way at a provider, and that each gives its place back. */
@Timeout(60)
class ProviderGateSlotsTest {
    private static final ProviderLimits ONE = ProviderLimits.defaults().withConcurrent(1);
    private static final String KEY = "order-";

    private final FakeProvider healthy = FakeProvider.accepting("first");

    private static SmsClientBuilder client(FakeProvider provider) {
        return Sends.client(new TestTiming(), provider).limits("first", ONE).deadline(Duration.ofMillis(200));
    }

    /** A place is only free if a send gets through: one that waits gives up at its deadline. */
    private static void assertPlaceIsFree(SmsClient client) {
        SendOutcome outcome =
                client.trySend(Sends.request().idempotencyKey("the-next").build());
        assertThat(outcome.attempts()).hasSize(1);
    }

    @Test
    void no_more_requests_are_under_way_than_may_be() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3);
        FakeProvider provider = FakeProvider.of("first", (request, context) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            await(three); // goes on only where three are under way together
            underWay.decrementAndGet();
            return FakeProvider.accepted("first", Status.QUEUED);
        });
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (SmsClient client = SmsClient.builder()
                .provider(provider)
                .limits("first", ProviderLimits.defaults().withConcurrent(3))
                .build()) {
            List<Future<SendOutcome>> sends = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> client.trySend(
                            Sends.request().idempotencyKey(KEY + i).build())))
                    .toList();
            for (Future<SendOutcome> send : sends) {
                assertThat(Sends.taker(send.get(30, TimeUnit.SECONDS))).isEqualTo("first");
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(most).hasValue(3);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_send_without_a_slot_before_the_deadline_is_rejected() {
        ProviderGate gate = new ProviderGate(
                healthy,
                ONE,
                null,
                Duration.ofSeconds(1),
                new TestTiming(),
                new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME)));
        Deadline deadline = Deadline.after(Duration.ofMillis(1), () -> 0);
        ProviderGate.Permit first = gate.acquire(deadline, false);
        assertThat(first.failure()).isNull();

        assertThat(gate.acquire(deadline, false).failure())
                .hasToString("RATE_LIMITED: 1 requests are under way, and none ended before the deadline");
        gate.releaseUnused(first);
        assertThat(gate.acquire(deadline, false).failure()).isNull();
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_place() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeProvider slow = FakeProvider.of("first", (request, context) -> {
            inside.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return FakeProvider.accepted("first", Status.QUEUED);
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (SmsClient client =
                SmsClient.builder().provider(slow).limits("first", ONE).build()) {
            Future<SendOutcome> holder = threads.submit(() ->
                    client.trySend(Sends.request().idempotencyKey("holder").build()));
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            Future<SendOutcome> waiting = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return client.trySend(Sends.request().idempotencyKey("waiting").build());
            });
            assertThat(Sends.refusal(waiting.get(20, TimeUnit.SECONDS)).reason())
                    .isEqualTo("first: interrupted before anything was sent");
            goOn.countDown();
            assertThat(Sends.taker(holder.get(20, TimeUnit.SECONDS))).isEqualTo("first");
            assertPlaceIsFree(client);
        } finally {
            threads.shutdownNow();
        }
    }

    static Stream<FakeProvider.Sending> endings() {
        return Stream.of(
                (request, context) -> FakeProvider.accepted("first", Status.QUEUED),
                (request, context) -> new SendResult.Rejected(Failure.of(ErrorType.CONTENT_REJECTED, "no")),
                (request, context) -> new SendResult.Unknown("silence"),
                (request, context) -> {
                    throw new IllegalStateException("a bug");
                },
                (request, context) -> {
                    throw new AssertionError("a bug");
                });
    }

    @ParameterizedTest
    @MethodSource("endings")
    void every_ending_gives_the_place_back(FakeProvider.Sending ending) {
        try (SmsClient client = client(FakeProvider.of("first", ending))
                .retry(RetryPolicy.none())
                .build()) {
            client.trySend(Sends.request().build());

            assertPlaceIsFree(client);
        }
    }

    @Test
    void a_broken_virtual_machine_gives_the_place_back() {
        FakeProvider provider = FakeProvider.of("first", (request, context) -> {
            if (request.key().value().equals("order-42")) {
                throw new StackOverflowError();
            }
            return FakeProvider.accepted("first", Status.QUEUED);
        });
        try (SmsClient client = client(provider).build()) {
            assertThatThrownBy(() -> client.trySend(Sends.request().build())).isInstanceOf(StackOverflowError.class);

            assertPlaceIsFree(client);
        }
    }

    /** Throws the first time. */
    private static Runnable once(Error error) {
        AtomicInteger times = new AtomicInteger();
        return () -> {
            if (times.getAndIncrement() == 0) {
                throw error;
            }
        };
    }

    @Test
    void a_listener_that_overflows_the_stack_before_an_attempt_gives_the_place_back() {
        Runnable breakDown = once(new StackOverflowError());
        SmsEventListener listener = new SmsEventListener() {
            @Override
            public void attemptStarted(IdempotencyKey key, String provider, int number) {
                breakDown.run();
            }
        };
        try (SmsClient client = client(healthy).listener(listener).build()) {
            assertThatThrownBy(() -> client.trySend(Sends.request().build())).isInstanceOf(StackOverflowError.class);

            assertThat(healthy.sends()).isZero();
            assertPlaceIsFree(client);
        }
    }

    @Test
    void a_store_that_breaks_down_before_an_attempt_gives_the_place_back() {
        Runnable breakDown = once(new NoClassDefFoundError("a driver"));
        HookedStore store = new HookedStore() {
            @Override
            public Optional<Claim> attempt(Claim mine, String provider) {
                breakDown.run();
                return super.attempt(mine, provider);
            }
        };
        Consumer<SmsClient> sending = client -> client.trySend(Sends.request().build());
        try (SmsClient client = client(healthy).idempotencyStore(store).build()) {
            assertThatThrownBy(() -> sending.accept(client)).isInstanceOf(NoClassDefFoundError.class);

            assertThat(healthy.sends()).isZero();
            assertPlaceIsFree(client);
        }
    }

    @Test
    void a_store_that_refuses_an_attempt_gives_the_place_back() {
        AtomicInteger times = new AtomicInteger();
        HookedStore store = new HookedStore() {
            @Override
            public Optional<Claim> attempt(Claim mine, String provider) {
                return times.getAndIncrement() == 0 ? Optional.empty() : super.attempt(mine, provider);
            }
        };
        try (SmsClient client = client(healthy).idempotencyStore(store).build()) {
            assertThat(Sends.refusal(client.trySend(Sends.request().build())).type())
                    .isEqualTo(ErrorType.DUPLICATE);

            assertThat(healthy.sends()).isZero();
            assertPlaceIsFree(client);
        }
    }
}
