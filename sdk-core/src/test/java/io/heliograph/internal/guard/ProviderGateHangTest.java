package io.heliograph.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.EventLog;
import io.heliograph.FakeProvider;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.TestTiming;
import io.heliograph.http.Deadline;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A provider that hangs, or is full, holds up nobody for whom there is another one. */
@Timeout(60)
class ProviderGateHangTest {
    private static final SendResult YES = FakeProvider.accepted("first", Status.QUEUED);
    private static final SendResult LOST = new SendResult.Unknown("silence");
    private static final Duration LATE = Duration.ofSeconds(10);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private ProviderGate gate = gateWith(ProviderLimits.defaults());

    private ProviderGate gateWith(ProviderLimits limits) {
        return new ProviderGate(
                FakeProvider.accepting("first"),
                limits,
                null,
                Duration.ofSeconds(1),
                world,
                new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME), List.of(eventLog)));
    }

    private ProviderGate.Permit enter(Duration time, boolean hasNext) {
        return gate.acquire(Deadline.after(time, world::nanoTime), hasNext);
    }

    /** Requests that are under way from now on. */
    private List<ProviderGate.Permit> hang(int count) {
        List<ProviderGate.Permit> permits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ProviderGate.Permit permit = enter(Duration.ofMinutes(1), false);
            assertThat(permit.failure()).isNull();
            permits.add(permit);
        }
        return permits;
    }

    private ProviderState.Kind kind() {
        return gate.state().kind();
    }

    @Test
    void a_full_bulkhead_is_waited_for_a_tenth_of_the_time_where_another_provider_may_be_asked() {
        gate = gateWith(ProviderLimits.defaults().withConcurrent(1));
        hang(1);

        // 200 ms of real time, which no world of a test shortens
        Failure failure = enter(Duration.ofSeconds(2), true).failure();

        assertThat(failure)
                .hasToString(
                        "RATE_LIMITED: 1 requests are under way, and none ended soon; another provider may be tried");
        assertThat(failure).extracting(Failure::failover).isEqualTo(true);
    }

    @Test
    void a_place_of_the_rate_limit_is_waited_for_a_tenth_of_the_time_where_another_provider_may_be_asked() {
        gate = gateWith(ProviderLimits.defaults().withPerSecond(2));
        gate.release(hang(1).get(0), YES);

        assertThat(enter(Duration.ofMillis(4_999), true).failure())
                .hasToString(
                        "RATE_LIMITED: its rate limit of 2.0 a second has no permit soon; another provider may be tried");
        assertThat(world.sleeps()).isEmpty();
        assertThat(enter(Duration.ofSeconds(5), true).failure()).isNull();
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void a_place_is_waited_for_no_longer_than_a_second_where_another_provider_may_be_asked() {
        gate = gateWith(ProviderLimits.defaults().withPerSecond(0.9));
        gate.release(hang(1).get(0), YES);

        assertThat(enter(Duration.ofHours(1), true).failure()).isNotNull();
        assertThat(enter(Duration.ofHours(1), false).failure()).isNull();
    }

    @Test
    void calls_that_are_late_take_it_out_while_they_are_under_way() {
        hang(5);
        world.passes(LATE.minus(A_MOMENT));
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);

        world.passes(A_MOMENT);
        assertThat(gate.state().reason()).isEqualTo("no answer within 10 s");
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
        assertThat(eventLog.lines()).containsExactly("first is DOWN");
    }

    @Test
    void the_next_call_notices_without_being_asked_for_the_state() {
        hang(5);
        world.passes(LATE);

        assertThat(enter(Duration.ofMinutes(1), true).failure())
                .hasToString("UNREACHABLE: it is out of use: no answer within 10 s");
    }

    @Test
    void a_provider_that_is_out_of_use_and_full_is_left_without_waiting_for_a_place() {
        gate = gateWith(ProviderLimits.defaults().withConcurrent(5));
        hang(5);
        world.passes(LATE);

        assertThat(enter(Duration.ofDays(1), true).failure())
                .hasToString("UNREACHABLE: it is out of use: no answer within 10 s");
    }

    @Test
    void a_call_that_is_late_counts_once_however_it_ends() {
        List<ProviderGate.Permit> permits = hang(2);
        world.passes(LATE);
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
        permits.forEach(permit -> gate.release(permit, LOST));
        hang(2).forEach(permit -> gate.release(permit, LOST));
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP); // 4 have failed

        gate.release(hang(1).get(0), LOST);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
    }

    @Test
    void a_late_acceptance_does_not_close_the_breaker_that_its_lateness_opened() {
        List<ProviderGate.Permit> permits = hang(5);
        world.passes(LATE);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);

        permits.forEach(permit -> gate.release(permit, YES));

        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
    }

    @Test
    void a_probe_that_hangs_is_afailed_one() {
        hang(5);
        world.passes(LATE);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
        world.passes(Duration.ofSeconds(30)).passes(A_MOMENT);
        assertThat(enter(Duration.ofMinutes(1), true).failure()).isNull(); // the probe
        world.passes(LATE);

        assertThat(gate.state().until()).contains(world.clock().instant().plusSeconds(60)); // twice the first pause
    }

    @Test
    void calls_that_end_in_time_are_forgotten() {
        for (int i = 0; i < 100; i++) {
            List<ProviderGate.Permit> permits = hang(3);
            world.passes(LATE.minus(A_MOMENT));
            permits.forEach(permit -> gate.release(permit, YES));
        }
        world.passes(LATE.multipliedBy(2));

        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @Test
    void sends_go_on_through_the_second_provider_while_the_first_hangs() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeProvider hanging = FakeProvider.of("first", (request, context) -> {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new SendResult.Rejected(Failure.of(ErrorType.UNREACHABLE, "it hung up"));
        });
        FakeProvider works = FakeProvider.accepting("second");
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SmsClient client = SmsClient.builder()
                .provider(hanging)
                .provider(works)
                .limits("first", ProviderLimits.defaults().withConcurrent(2))
                .retry(RetryPolicy.none())
                .deadline(Duration.ofSeconds(2))
                .build()) {
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> client.trySend(Sends.request()
                        .idempotencyKey(IdempotencyKey.random())
                        .deadline(Duration.ofMinutes(1))
                        .build()));
            }
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            List<Future<SendOutcome>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(threads.submit(() -> client.trySend(
                        Sends.request().idempotencyKey(IdempotencyKey.random()).build())));
            }
            for (Future<SendOutcome> other : others) {
                assertThat(Sends.taker(other.get(20, TimeUnit.SECONDS))).isEqualTo("second");
            }
            goOn.countDown(); // before the client is closed, which waits for its sends
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }
}
