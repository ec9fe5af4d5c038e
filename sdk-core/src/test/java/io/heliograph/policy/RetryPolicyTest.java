package io.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final RetryPolicy DEFAULTS = RetryPolicy.defaults();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static List<String> faulty(ThrowingCallable making) {
        InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, making);
        assertThat(thrown).isNotNull();
        return thrown.faults().stream().map(Fault::field).toList();
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        assertThat(DEFAULTS)
                .isEqualTo(new RetryPolicy(
                        3,
                        5,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        SECOND,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        true));
    }

    @Test
    void noneAsksEachProviderOnceAndSettlesNothing() {
        assertThat(RetryPolicy.none())
                .returns(1, RetryPolicy::triesPerProvider)
                .returns(false, RetryPolicy::settle)
                .isEqualTo(DEFAULTS.withTries(1, 100).withSettle(false));
    }

    @Test
    void eachChangeChangesItsOwnValuesOnly() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(DEFAULTS.withTries(1, 2)
                        .withWaits(SECOND, minute)
                        .withThrottledWaits(minute, minute)
                        .withAttemptTimeout(SECOND)
                        .withSettle(false))
                .isEqualTo(new RetryPolicy(1, 2, SECOND, minute, minute, minute, SECOND, false));
        assertThat(DEFAULTS.withTries(3, 5).withSettle(true)).isEqualTo(DEFAULTS);
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Duration zero = Duration.ZERO;
        Duration negative = Duration.ofMillis(-1);

        assertThat(faulty(() -> new RetryPolicy(0, 101, zero, negative, negative, Duration.ofSeconds(-2), zero, true)))
                .containsExactly(
                        "triesPerProvider", "tries", "base", "cap", "throttledBase", "throttledCap", "attemptTimeout");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101, Integer.MAX_VALUE})
    void aNumberOfTriesOutsideItsBoundsIsRefused(int tries) {
        assertThat(faulty(() -> DEFAULTS.withTries(tries, 5))).containsExactly("triesPerProvider");
        assertThat(faulty(() -> DEFAULTS.withTries(3, tries))).containsExactly("tries");
    }

    @Test
    void theBoundsThemselvesAreRight() {
        assertThat(DEFAULTS.withTries(1, 1).withTries(100, 100).tries()).isEqualTo(100);
        assertThat(DEFAULTS.withWaits(SECOND, SECOND).cap()).isEqualTo(SECOND);
    }

    @Test
    void aCapBelowItsBaseIsRefused() {
        assertThat(faulty(() -> DEFAULTS.withWaits(SECOND, SECOND.minusNanos(1))))
                .containsExactly("cap");
        assertThat(faulty(() -> DEFAULTS.withThrottledWaits(SECOND, SECOND.minusNanos(1))))
                .containsExactly("throttledCap");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 1, 50",
        "false, 2, 100",
        "false, 3, 200",
        "false, 7, 3200",
        "false, 8, 5000",
        "false, 100, 5000",
        "true, 1, 1000",
        "true, 2, 2000",
        "true, 5, 16000",
        "true, 6, 20000",
        "true, 100, 20000"
    })
    void theLongestWaitDoublesUpToItsCap(boolean throttled, int tried, long millis) {
        assertThat(DEFAULTS.wait(throttled, tried, 1)).isEqualTo(Duration.ofMillis(millis));
        assertThat(DEFAULTS.wait(throttled, tried, 0.5))
                .isEqualTo(Duration.ofMillis(millis).dividedBy(2));
        assertThat(DEFAULTS.wait(throttled, tried, 0)).isZero();
    }

    @Test
    void everyWaitLiesBetweenNothingAndItsBoundInProportionToChance() {
        Property.check(2_000, random -> {
            Duration base = Duration.ofNanos(1 + random.nextInt(2_000_000_000));
            Duration cap = base.plusMillis(random.nextInt(100_000));
            RetryPolicy policy = DEFAULTS.withWaits(base, cap);
            int tried = 1 + random.nextInt(100);
            double chance = random.nextDouble();
            double bound = Math.min(base.toNanos() * Math.pow(2, tried - 1), (double) cap.toNanos());

            Duration wait = policy.wait(false, tried, chance);

            assertThat(wait).isBetween(Duration.ZERO, cap);
            assertThat((double) wait.toNanos()).isBetween(bound * chance - 1, bound * chance + 1);
        });
    }

    @Test
    void waitsOfAnyLengthThatIsAllowedCanBeWorkedOut() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(DEFAULTS.withWaits(SECOND, longest).wait(false, 1, 1)).isEqualTo(SECOND);
        assertThat(DEFAULTS.withThrottledWaits(longest, longest).wait(true, 100, 1))
                .isGreaterThan(Duration.ofDays(36_500));
    }
}
