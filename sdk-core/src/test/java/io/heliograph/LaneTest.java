package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.Deadline;
import io.heliograph.internal.listeners.EventPublisher;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Refusal;
import io.heliograph.message.Status;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.Answer;
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

class LaneTest {
    private static final Answer YES = FakeProvider.accepted("first", Status.QUEUED);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestWorld world = new TestWorld();
    private final EventLog heard = new EventLog();
    private Lane lane = lane(ProviderLimits.defaults());
    private Lane.Permit permit = new Lane.Permit(null, false);

    private Lane lane(ProviderLimits limits) {
        return new Lane(
                FakeProvider.accepting("first"),
                limits,
                Duration.ofSeconds(1),
                world,
                new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME), List.of(heard)));
    }

    private Deadline within(Duration time) {
        return Deadline.after(time, world::nanoTime);
    }

    private @Nullable Refusal enter(boolean hasNext) {
        permit = lane.enter(within(MINUTE), hasNext);
        return permit.no();
    }

    private void answered(Answer answer) {
        assertThat(enter(false)).isNull();
        lane.leave(permit, answer);
    }

    private void refused(ErrorType type) {
        answered(new Answer.Refused(Refusal.of(type, "no")));
    }

    private void throttled(Duration hint) {
        answered(new Answer.Refused(Refusal.builder(ErrorType.RATE_LIMITED, "slower")
                .retryAfter(hint)
                .build()));
    }

    private ProviderState.Kind kind() {
        return lane.state().kind();
    }

    private Instant now() {
        return world.clock().instant();
    }

    @Test
    void aNewLaneIsUp() {
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
        assertThat(enter(true)).isNull();
    }

    @Test
    void aSettingSwitchesItOff() {
        lane = lane(ProviderLimits.defaults().withEnabled(false));

        assertThat(lane.state()).hasToString("DISABLED: a setting switches it off");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHENTICATION", "ACCOUNT", "INSUFFICIENT_CREDIT", "QUOTA_EXCEEDED"})
    void aNoOfTheAccountTakesItOutAtOnce(ErrorType type) {
        refused(type);

        assertThat(lane.state()).hasToString("DOWN until " + now().plusSeconds(30) + ": " + type + ": no");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PROVIDER_ERROR", "CONFIGURATION"})
    void failuresTakeItOutFromTheFifthOn(ErrorType type) {
        for (int i = 0; i < 4; i++) {
            refused(type);
        }
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);

        refused(type);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
    }

    @Test
    void answersThatSayNothingTakeItOutFromTheFifthOn() {
        for (int i = 0; i < 5; i++) {
            answered(new Answer.Unclear("silence"));
        }

        assertThat(lane.state().reason()).isEqualTo("silence");
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
    void aNoToAMessageSaysNothingAgainstTheProvider(ErrorType type) {
        for (int i = 0; i < 20; i++) {
            refused(type);
        }

        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S", "PT0.2S, PT1S", "PT7S, PT7S", "PT10M, PT10M", "PT1H, PT10M", "P36500D, PT10M"})
    void aPauseIsAsLongAsItIsAskedForButWithinBounds(Duration hint, Duration pause) {
        throttled(hint);

        assertThat(lane.state()).hasToString("THROTTLED until " + now().plus(pause) + ": it asked for a pause");
        world.passes(pause);
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @Test
    void aHintOfAnyLengthIsBounded() {
        throttled(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(lane.state().until()).contains(now().plusSeconds(600));
    }

    @Test
    void tooManyRequestsWithoutAHintIsAPauseOfASecond() {
        refused(ErrorType.RATE_LIMITED);

        assertThat(lane.state().until()).contains(now().plusSeconds(1));
    }

    @Test
    void aShorterHintDoesNotShortenAPause() {
        assertThat(enter(false)).isNull();
        throttled(Duration.ofSeconds(40));
        lane.leave(
                permit,
                new Answer.Refused(Refusal.builder(ErrorType.RATE_LIMITED, "slower")
                        .retryAfter(Duration.ofSeconds(2))
                        .build()));

        assertThat(lane.state().until()).contains(now().plusSeconds(40));
    }

    @Test
    void duringAPauseAnotherProviderIsAskedInstead() {
        throttled(Duration.ofSeconds(5));

        assertThat(enter(true)).hasToString("RATE_LIMITED: it asked for a pause, of which 5 s are left");
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void duringAPauseTheLastProviderIsWaitedFor() {
        throttled(Duration.ofSeconds(5));

        assertThat(enter(false)).isNull();
        assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"PT5S, 0", "PT4.999S, 0", "PT5.001S, 1"})
    void aPauseThatOutlastsTheDeadlineIsNotWaitedFor(Duration deadline, int sleeps) {
        throttled(Duration.ofSeconds(5));

        Refusal refusal = lane.enter(within(deadline), false).no();

        assertThat(refusal == null).isEqualTo(sleeps == 1);
        assertThat(
                        refusal == null
                                ? Duration.ofSeconds(5)
                                : refusal.retryAfter().orElseThrow())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(world.sleeps()).hasSize(sleeps);
    }

    @Test
    void aRateLimitSpreadsRequestsEvenly() {
        lane = lane(ProviderLimits.defaults().withPerSecond(4));
        Instant begin = now();
        for (int i = 0; i < 9; i++) {
            answered(YES);
        }

        assertThat(Duration.between(begin, now())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aPlaceThatComesAfterTheDeadlineIsNotWaitedFor() {
        lane = lane(ProviderLimits.defaults().withPerSecond(0.1));
        answered(YES);

        assertThat(lane.enter(within(Duration.ofSeconds(9)), false).no())
                .hasToString("RATE_LIMITED: its rate limit of 0.1 a second has no place before the deadline");
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void afterTooManyRequestsTheRateIsHalfForHalfAMinute() {
        lane = lane(ProviderLimits.defaults().withPerSecond(2));
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
    void aProviderThatIsOutOfUseIsLeftForTheNext() {
        refused(ErrorType.AUTHENTICATION);

        assertThat(enter(true)).hasToString("UNREACHABLE: it is out of use: AUTHENTICATION: no");
    }

    @Test
    void theLastProviderIsAskedThoughItIsOutOfUse() {
        refused(ErrorType.AUTHENTICATION);

        answered(YES);

        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @Test
    void aChangeOfStateIsToldOnce() {
        refused(ErrorType.AUTHENTICATION);
        refused(ErrorType.AUTHENTICATION);
        answered(YES);
        answered(YES);
        throttled(Duration.ofSeconds(3));
        world.passes(Duration.ofSeconds(3));
        answered(YES);

        assertThat(heard.lines()).containsExactly("first is DOWN", "first is UP", "first is THROTTLED", "first is UP");
    }

    @Test
    void limitsForAProviderThatIsNotThereAreRefused() {
        Map<String, ProviderLimits> limits = Map.of("second", ProviderLimits.defaults());

        assertThatThrownBy(() -> Lane.forAll(
                        Map.of("first", lane.provider()),
                        limits,
                        Duration.ofSeconds(1),
                        world,
                        new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("limits are for second, which is not set up; there are first");
    }
}
