package io.heliograph.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.EventLog;
import io.heliograph.FakeProvider;
import io.heliograph.TestTiming;
import io.heliograph.http.Deadline;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Status;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class ProviderGateTest {
    private static final SendResult YES = FakeProvider.accepted("first", Status.QUEUED);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private ProviderGate gate = gateWith(ProviderLimits.defaults());
    private ProviderGate.Permit permit = new ProviderGate.Permit(null, false);

    private ProviderGate gateWith(ProviderLimits limits) {
        return new ProviderGate(
                FakeProvider.accepting("first"),
                limits,
                null,
                Duration.ofSeconds(1),
                world,
                new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME), List.of(eventLog)));
    }

    private Deadline within(Duration time) {
        return Deadline.after(time, world::nanoTime);
    }

    private @Nullable Failure enter(boolean hasNext) {
        permit = gate.acquire(within(MINUTE), hasNext);
        return permit.failure();
    }

    private void answered(SendResult result) {
        assertThat(enter(false)).isNull();
        gate.release(permit, result);
    }

    private void refused(ErrorType type) {
        answered(new SendResult.Rejected(Failure.of(type, "no")));
    }

    private void throttled(Duration hint) {
        answered(new SendResult.Rejected(Failure.builder(ErrorType.RATE_LIMITED, "slower")
                .retryAfter(hint)
                .build()));
    }

    private ProviderState.Kind kind() {
        return gate.state().kind();
    }

    private Instant now() {
        return world.clock().instant();
    }

    @Test
    void a_new_gate_is_up() {
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
        assertThat(enter(true)).isNull();
    }

    @Test
    void a_setting_switches_it_off() {
        gate = gateWith(ProviderLimits.defaults().withEnabled(false));

        assertThat(gate.state()).hasToString("DISABLED: a setting switches it off");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHENTICATION", "ACCOUNT", "INSUFFICIENT_CREDIT", "QUOTA_EXCEEDED"})
    void a_rejection_of_the_account_opens_the_breaker_at_once(ErrorType type) {
        refused(type);

        assertThat(gate.state()).hasToString("DOWN until " + now().plusSeconds(30) + ": " + type + ": no");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PROVIDER_ERROR", "CONFIGURATION"})
    void failures_take_it_out_from_the_fifth_on(ErrorType type) {
        for (int i = 0; i < 4; i++) {
            refused(type);
        }
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);

        refused(type);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
    }

    @Test
    void answers_that_say_nothing_take_it_out_from_the_fifth_on() {
        for (int i = 0; i < 5; i++) {
            answered(new SendResult.Unknown("silence"));
        }

        assertThat(gate.state().reason()).isEqualTo("silence");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "INVALID_REQUEST",
                "INVALID_RECIPIENT",
                "INVALID_SENDER",
                "OPTED_OUT",
                "RECIPIENT_BLOCKED",
                "CONTENT_REJECTED",
                "PERMISSION",
                "NO_ROUTE",
                "UNSUPPORTED",
                "DUPLICATE",
                "DEADLINE",
                "OTHER"
            })
    void a_rejection_of_a_message_says_nothing_against_the_provider(ErrorType type) {
        for (int i = 0; i < 20; i++) {
            refused(type);
        }

        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S", "PT0.2S, PT1S", "PT7S, PT7S", "PT10M, PT10M", "PT1H, PT10M", "P36500D, PT10M"})
    void a_pause_is_as_long_as_it_is_asked_for_but_within_bounds(Duration hint, Duration pause) {
        throttled(hint);

        assertThat(gate.state()).hasToString("THROTTLED until " + now().plus(pause) + ": it asked for a pause");
        world.passes(pause);
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @Test
    void a_hint_of_any_length_is_bounded() {
        throttled(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(gate.state().until()).contains(now().plusSeconds(600));
    }

    @Test
    void too_many_requests_without_a_hint_is_a_pause_of_a_second() {
        refused(ErrorType.RATE_LIMITED);

        assertThat(gate.state().until()).contains(now().plusSeconds(1));
    }

    @Test
    void a_shorter_hint_does_not_shorten_a_pause() {
        assertThat(enter(false)).isNull();
        throttled(Duration.ofSeconds(40));
        gate.release(
                permit,
                new SendResult.Rejected(Failure.builder(ErrorType.RATE_LIMITED, "slower")
                        .retryAfter(Duration.ofSeconds(2))
                        .build()));

        assertThat(gate.state().until()).contains(now().plusSeconds(40));
    }

    @Test
    void during_a_pause_another_provider_is_asked_instead() {
        throttled(Duration.ofSeconds(5));

        assertThat(enter(true)).hasToString("RATE_LIMITED: it asked for a pause, of which 5 s are left");
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void during_a_pause_the_last_provider_is_waited_for() {
        throttled(Duration.ofSeconds(5));

        assertThat(enter(false)).isNull();
        assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"PT5S, 0", "PT4.999S, 0", "PT5.001S, 1"})
    void a_pause_that_outlasts_the_deadline_is_not_waited_for(Duration deadline, int sleeps) {
        throttled(Duration.ofSeconds(5));

        Failure failure = gate.acquire(within(deadline), false).failure();

        assertThat(failure == null).isEqualTo(sleeps == 1);
        assertThat(
                        failure == null
                                ? Duration.ofSeconds(5)
                                : failure.retryAfter().orElseThrow())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(world.sleeps()).hasSize(sleeps);
    }

    @Test
    void a_rate_limit_spreads_requests_evenly() {
        gate = gateWith(ProviderLimits.defaults().withPerSecond(4));
        Instant begin = now();
        for (int i = 0; i < 9; i++) {
            answered(YES);
        }

        assertThat(Duration.between(begin, now())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_place_that_comes_after_the_deadline_is_not_waited_for() {
        gate = gateWith(ProviderLimits.defaults().withPerSecond(0.1));
        answered(YES);

        assertThat(gate.acquire(within(Duration.ofSeconds(9)), false).failure())
                .hasToString("RATE_LIMITED: its rate limit of 0.1 a second has no permit before the deadline");
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void after_too_many_requests_the_rate_is_half_for_half_a_minute() {
        gate = gateWith(ProviderLimits.defaults().withPerSecond(2));
        refused(ErrorType.RATE_LIMITED);
        world.passes(Duration.ofSeconds(5));
        answered(YES); // the first place of the slower rate
        Instant begin = now();
        for (int i = 0; i < 4; i++) {
            answered(YES);
        }
        assertThat(Duration.between(begin, now())).isEqualTo(Duration.ofSeconds(4));

        world.passes(Duration.ofSeconds(30));
        answered(YES);
        Instant later = now();
        for (int i = 0; i < 4; i++) {
            answered(YES);
        }
        assertThat(Duration.between(later, now())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_provider_that_is_out_of_use_is_left_for_the_next() {
        refused(ErrorType.AUTHENTICATION);

        assertThat(enter(true)).hasToString("UNREACHABLE: it is out of use: AUTHENTICATION: no");
    }

    @Test
    void the_last_provider_is_asked_though_it_is_out_of_use() {
        refused(ErrorType.AUTHENTICATION);

        answered(YES);

        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @Test
    void a_change_of_state_is_published_once() {
        refused(ErrorType.AUTHENTICATION);
        refused(ErrorType.AUTHENTICATION);
        answered(YES);
        answered(YES);
        throttled(Duration.ofSeconds(3));
        world.passes(Duration.ofSeconds(3));
        answered(YES);

        assertThat(eventLog.lines())
                .containsExactly("first is DOWN", "first is UP", "first is THROTTLED", "first is UP");
    }

    @Test
    void limits_for_a_provider_that_is_not_there_are_refused() {
        Map<String, ProviderLimits> limits = Map.of("second", ProviderLimits.defaults());

        assertThatThrownBy(() -> ProviderGate.forAll(
                        Map.of("first", gate.provider()),
                        limits,
                        null,
                        Duration.ofSeconds(1),
                        world,
                        new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("limits are for second, which isn't set up; there are first");
    }
}
