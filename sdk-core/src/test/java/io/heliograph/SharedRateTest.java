package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RateLimits;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rate limit that several processes share, as the client sees it. */
class SharedRateTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final TestTiming world = new TestTiming();
    private final FakeProvider provider = FakeProvider.accepting("first");
    private final List<String> asked = new ArrayList<>();
    private final Deque<Duration> waits = new ArrayDeque<>();

    /** How often the limits still fail. */
    private int failures;

    private Optional<Duration> reserve(String name, double perSecond, Duration maxWait) {
        asked.add(name + " " + perSecond);
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("no connection");
        }
        Duration wait = waits.isEmpty() ? Duration.ZERO : waits.removeFirst();
        return wait.compareTo(maxWait) > 0 ? Optional.empty() : Optional.of(wait);
    }

    private SmsClient client(RateLimits limits, FakeProvider... providers) {
        SmsClientBuilder builder =
                Sends.client(world, providers).rateLimits(limits).deadline(DEADLINE);
        return builder.limits("first", ProviderLimits.defaults().withPerSecond(5))
                .build();
    }

    private static SendOutcome send(SmsClient client) {
        return client.trySend(SendRequest.to("+66812345678").text("x").build());
    }

    @Test
    void a_send_waits_for_its_permit() {
        waits.add(Duration.ofSeconds(7));
        try (SmsClient client = client(this::reserve, provider)) {
            assertThat(Sends.taker(send(client))).isEqualTo("first");
        }
        assertThat(asked).containsExactly("first 5.0");
        assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void a_permit_after_the_deadline_is_not_waited_for() {
        waits.add(DEADLINE.plusMillis(1));
        try (SmsClient client = client(this::reserve, provider)) {
            Failure failure = Sends.refusal(send(client));

            assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
            assertThat(failure.reason()).contains("its rate limit of 5.0 a second has no permit before the deadline");
        }
        assertThat(world.sleeps()).isEmpty();
        assertThat(provider.sends()).isZero();
    }

    @Test
    void while_the_limits_fail_a_send_waits_and_goes_on_when_they_work() {
        failures = 9;
        try (SmsClient client = client(this::reserve, provider)) {
            assertThat(Sends.taker(send(client))).isEqualTo("first");
        }
        assertThat(world.sleeps()).hasSize(9);
    }

    @Test
    void limits_that_fail_until_the_deadline_let_nothing_pass() {
        failures = Integer.MAX_VALUE;
        try (SmsClient client = client(this::reserve, provider)) {
            Failure failure = Sends.refusal(send(client));

            assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
            assertThat(failure.reason())
                    .contains("its shared rate limit failed with IllegalStateException, and gives no permit before");
        }
        assertThat(world.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(DEADLINE);
        assertThat(provider.sends()).isZero();
    }

    @Test
    void where_another_provider_may_be_tried_a_failing_limit_is_waited_for_a_second() {
        failures = Integer.MAX_VALUE;
        FakeProvider second = FakeProvider.accepting("second");
        try (SmsClient client = client(this::reserve, provider, second)) {
            assertThat(Sends.taker(send(client))).isEqualTo("second");
        }
        assertThat(world.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void after_too_many_requests_each_attempt_takes_two_permits_for_a_while() {
        FakeProvider throttling = FakeProvider.of(
                "first",
                (request, context) -> new SendResult.Rejected(Failure.of(ErrorType.RATE_LIMITED, "slow down")));
        try (SmsClient client = client(this::reserve, throttling)) {
            send(client);
            assertThat(throttling.sends()).isGreaterThan(1);
            assertThat(asked).hasSize(2 * throttling.sends() - 1);
            int before = asked.size();
            int sends = throttling.sends();
            world.passes(Duration.ofMinutes(5));
            send(client);

            assertThat(asked.size() - before).isEqualTo(2 * (throttling.sends() - sends) - 1);
        }
    }
}
