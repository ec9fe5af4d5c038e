package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tries after a certain no, through the whole client, in a time of the test's. */
class RetryFlowTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private final FakeProvider second = FakeProvider.accepting("second");

    @AfterEach
    void forgetInterrupts() {
        Thread.interrupted();
    }

    private SmsClientBuilder client(FakeProvider... route) {
        return Sends.client(world, route).deadline(DEADLINE).listener(eventLog);
    }

    private SendOutcome send(FakeProvider... route) {
        return send(client(route));
    }

    private static SendOutcome send(SmsClientBuilder builder) {
        try (SmsClient client = builder.build()) {
            return client.trySend(Sends.request().build());
        }
    }

    private List<Long> sleptMillis() {
        return world.sleeps().stream().map(Duration::toMillis).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PROVIDER_ERROR"})
    void a_temporary_rejection_is_retried_with_growing_backoff(ErrorType type) {
        SendOutcome outcome =
                send(Answers.inTurn("first", Answers.no(type), Answers.no(type), Answers.yes("first")), second);

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(sleptMillis()).containsExactly(50L, 100L);
        assertThat(outcome.attempts())
                .extracting(Attempt::number, Attempt::result, Attempt::error)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, Attempt.Result.REJECTED, type),
                        org.assertj.core.groups.Tuple.tuple(2, Attempt.Result.REJECTED, type),
                        org.assertj.core.groups.Tuple.tuple(3, Attempt.Result.ACCEPTED, null));
        assertThat(outcome.attempts().get(2).startedAt()).isEqualTo(Sends.NOW.plusMillis(150));
    }

    @Test
    void a_provider_is_tried_three_times_and_then_the_next() {
        FakeProvider first = FakeProvider.refusing("first", ErrorType.PROVIDER_ERROR);

        SendOutcome outcome = send(first, second);

        assertThat(Sends.asked(outcome)).containsExactly("first", "first", "first", "second");
    }

    @Test
    void five_attempts_in_all_stop_also_the_next_provider() {
        FakeProvider first = FakeProvider.refusing("first", ErrorType.PROVIDER_ERROR);
        FakeProvider next = FakeProvider.refusing("second", ErrorType.PROVIDER_ERROR);
        FakeProvider third = FakeProvider.accepting("third");

        SendOutcome outcome = send(first, next, third);

        assertThat(Sends.asked(outcome)).containsExactly("first", "first", "first", "second", "second");
        assertThat(Sends.refusal(outcome).retryable()).isTrue();
        assertThat(third.sends()).isZero();
    }

    @Test
    void a_failover_that_does_not_happen_is_not_published() {
        FakeProvider first = FakeProvider.refusing("first", ErrorType.PROVIDER_ERROR);
        FakeProvider next = FakeProvider.refusing("second", ErrorType.PROVIDER_ERROR);

        send(first, next, FakeProvider.accepting("third"));

        assertThat(eventLog.lines()).contains("failed over first second").doesNotContain("failed over second third");
    }

    @Test
    void a_hint_that_is_longer_than_our_wait_is_obeyed() {
        SendOutcome outcome = send(Answers.inTurn(
                "first", Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(7)), Answers.yes("first")));

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(sleptMillis()).containsExactly(7_000L);
    }

    @Test
    void a_hint_that_is_shorter_than_our_wait_changes_nothing() {
        send(Answers.inTurn(
                "first",
                Answers.no(ErrorType.PROVIDER_ERROR, Duration.ofMillis(3)),
                Answers.no(ErrorType.PROVIDER_ERROR),
                Answers.yes("first")));

        assertThat(world.clock().instant()).isAfterOrEqualTo(Sends.NOW.plusMillis(150));
    }

    @Test
    void after_too_many_requests_the_waits_begin_with_a_second() {
        send(Answers.inTurn(
                "first", Answers.no(ErrorType.RATE_LIMITED), Answers.no(ErrorType.RATE_LIMITED), Answers.yes("first")));

        assertThat(sleptMillis()).containsExactly(1_000L, 2_000L);
    }

    @Test
    void a_hint_beyond_the_deadline_stops_at_once_and_tells_when_to_come_back() {
        SendOutcome outcome = send(Answers.inTurn("first", Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(31))));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.RATE_LIMITED, Failure::type)
                .returns(true, Failure::retryable);
        assertThat(Sends.refusal(outcome).retryAfter()).contains(Duration.ofSeconds(31));
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void a_second_send_during_a_pause_beyond_its_deadline_is_rejected_without_a_request() {
        FakeProvider first = Answers.inTurn("first", Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(31)));
        try (SmsClient client = client(first).build()) {
            client.trySend(Sends.request().build());
            SendOutcome outcome =
                    client.trySend(Sends.request().idempotencyKey("order-43").build());

            assertThat(Sends.refusal(outcome).retryAfter()).contains(Duration.ofSeconds(31));
        }
        assertThat(first.sends()).isOne();
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void another_provider_is_asked_rather_than_waited_for() {
        SendOutcome outcome =
                send(Answers.inTurn("first", Answers.no(ErrorType.RATE_LIMITED), Answers.yes("first")), second);

        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
        assertThat(world.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_SENDER", "AUTHENTICATION", "INSUFFICIENT_CREDIT", "NO_ROUTE", "OPTED_OUT", "OTHER"})
    void a_rejection_that_would_be_the_same_is_not_retried(ErrorType type) {
        FakeProvider first = FakeProvider.refusing("first", type);

        send(first);

        assertThat(first.sends()).isOne();
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void an_interrupt_during_await_stops_without_asking_anybody_else() {
        FakeProvider first = Answers.inTurn("first", (request, context) -> {
            Thread.currentThread().interrupt();
            return Answers.no(ErrorType.UNREACHABLE).send(request, context);
        });

        SendOutcome outcome = send(first, second);

        assertThat(Sends.refusal(outcome).type()).isEqualTo(ErrorType.UNREACHABLE);
        assertThat(first.sends()).isOne();
        assertThat(second.sends()).isZero();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void no_connection_within_the_time_of_one_attempt_is_not_the_end_of_the_send() {
        // The first can be reconciled, so that its attempts have a time of their own: ten seconds of the thirty.
        FakeProvider first = Answers.inTurn(
                        "first", Answers.after(world, Duration.ofSeconds(10), (request, context) -> {
                            throw Replies.noAnswer(ErrorType.DEADLINE, false);
                        }))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);

        assertThat(Sends.taker(send(first, second))).isEqualTo("second");
    }

    @Test
    void no_connection_until_the_deadline_ends_the_send() {
        FakeProvider first = Answers.inTurn("first", Answers.after(world, DEADLINE, (request, context) -> {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        }));

        assertThat(Sends.refusal(send(first, second)).type()).isEqualTo(ErrorType.DEADLINE);
        assertThat(second.sends()).isZero();
    }

    @Test
    void nobody_is_asked_at_the_very_deadline() {
        FakeProvider first = FakeProvider.accepting("first");
        SmsClientBuilder slow = client(first)
                .deadline(Duration.ofSeconds(1))
                .limits("first", ProviderLimits.defaults().withPerSecond(1));
        try (SmsClient client = slow.build()) {
            client.trySend(Sends.request().build());
            SendOutcome outcome =
                    client.trySend(Sends.request().idempotencyKey("order-43").build());

            assertThat(Sends.refusal(outcome).retryable()).isTrue();
        }
        assertThat(first.sends()).isOne();
    }

    @Test
    void a_wait_of_any_length_that_a_provider_asks_for_breaks_nothing() {
        SendOutcome outcome =
                send(Answers.inTurn("first", Answers.no(ErrorType.PROVIDER_ERROR, Duration.ofSeconds(Long.MAX_VALUE))));

        assertThat(Sends.refusal(outcome).type()).isEqualTo(ErrorType.PROVIDER_ERROR);
    }

    private FakeProvider moody(String name, Random random) {
        FakeProvider.Sending[] moods = {
            Answers.no(ErrorType.RATE_LIMITED),
            Answers.no(ErrorType.RATE_LIMITED, Duration.ofMillis(random.nextInt(20_000))),
            Answers.no(ErrorType.PROVIDER_ERROR),
            Answers.no(ErrorType.UNREACHABLE, Duration.ofMillis(random.nextInt(20_000))),
            Answers.no(ErrorType.INSUFFICIENT_CREDIT),
            Answers.no(ErrorType.OPTED_OUT),
            Answers.silence(),
            Answers.yes(name)
        };
        return FakeProvider.of(name, (request, context) -> {
            assertThat(context.deadline().nanosLeft()).isPositive();
            return moods[random.nextInt(moods.length)].send(request, context);
        });
    }

    @Test
    void whatever_comes_the_deadline_the_number_of_attempts_and_the_story_are_kept() {
        Property.check(400, random -> {
            TestTiming testTiming = new TestTiming().chance(random.nextDouble());
            FakeProvider[] route = {moody("first", random), moody("second", random), moody("third", random)};
            Duration deadline = Duration.ofMillis(1 + random.nextInt(40_000));
            try (SmsClient client = Sends.client(testTiming, route)
                    .limits("first", ProviderLimits.defaults().withPerSecond(1))
                    .deadline(deadline)
                    .build()) {
                for (int i = 0; i < 10; i++) {
                    Instant begin = testTiming.clock().instant();
                    SendRequest request =
                            Sends.request().idempotencyKey("order-" + i).build();
                    int before = asked(route);
                    SendOutcome outcome = client.trySend(request);
                    assertThat(Duration.between(begin, testTiming.clock().instant()))
                            .isLessThanOrEqualTo(deadline);
                    assertThat(outcome.attempts()).hasSizeLessThanOrEqualTo(5).hasSize(asked(route) - before);
                    assertThat(outcome.attempts().stream()
                                    .map(Attempt::result)
                                    .filter(result -> result != Attempt.Result.REJECTED))
                            .hasSizeLessThanOrEqualTo(1);
                }
            }
        });
    }

    private static int asked(FakeProvider... route) {
        int number = 0;
        for (FakeProvider provider : route) {
            number += provider.sends();
        }
        return number;
    }

    @Test
    void without_retries_each_provider_is_asked_once() {
        FakeProvider first = FakeProvider.refusing("first", ErrorType.PROVIDER_ERROR);

        SendOutcome outcome = send(client(first, second).retry(RetryPolicy.none()));

        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
    }
}
