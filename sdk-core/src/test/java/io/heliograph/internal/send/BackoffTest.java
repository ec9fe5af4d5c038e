package io.heliograph.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.policy.RetryPolicy;
import io.heliograph.testing.Property;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final RetryPolicy DEFAULTS = RetryPolicy.defaults();
    private static final Duration SECOND = Duration.ofSeconds(1);

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
    void the_longest_wait_doubles_up_to_its_cap(boolean throttled, int tried, long millis) {
        assertThat(Backoff.after(DEFAULTS, throttled, tried, 1)).isEqualTo(Duration.ofMillis(millis));
        assertThat(Backoff.after(DEFAULTS, throttled, tried, 0.5))
                .isEqualTo(Duration.ofMillis(millis).dividedBy(2));
        assertThat(Backoff.after(DEFAULTS, throttled, tried, 0)).isZero();
    }

    @Test
    void every_wait_lies_between_nothing_and_its_bound_in_proportion_to_chance() {
        Property.check(2_000, random -> {
            Duration base = Duration.ofNanos(1 + random.nextInt(2_000_000_000));
            Duration cap = base.plusMillis(random.nextInt(100_000));
            RetryPolicy policy = DEFAULTS.toBuilder().backoff(base, cap).build();
            int tried = 1 + random.nextInt(100);
            double chance = random.nextDouble();
            double bound = Math.min(base.toNanos() * Math.pow(2, tried - 1), (double) cap.toNanos());

            Duration wait = Backoff.after(policy, false, tried, chance);

            assertThat(wait).isBetween(Duration.ZERO, cap);
            assertThat((double) wait.toNanos()).isBetween(bound * chance - 1, bound * chance + 1);
        });
    }

    @Test
    void waits_of_any_length_that_is_allowed_can_be_worked_out() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(Backoff.after(DEFAULTS.toBuilder().backoff(SECOND, longest).build(), false, 1, 1))
                .isEqualTo(SECOND);
        assertThat(Backoff.after(
                        DEFAULTS.toBuilder().throttledBackoff(longest, longest).build(), true, 100, 1))
                .isGreaterThan(Duration.ofDays(36_500));
    }
}
