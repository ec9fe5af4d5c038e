package io.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final RetryPolicy DEFAULTS = RetryPolicy.defaults();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static List<String> faulty(ThrowingCallable making) {
        InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, making);
        assertThat(thrown).isNotNull();
        return thrown.violations().stream().map(Violation::field).toList();
    }

    @Test
    void the_defaults_are_those_of_the_documentation() {
        assertThat(DEFAULTS)
                .returns(3, RetryPolicy::maxAttemptsPerProvider)
                .returns(5, RetryPolicy::maxAttempts)
                .returns(Duration.ofMillis(50), RetryPolicy::initialBackoff)
                .returns(Duration.ofSeconds(5), RetryPolicy::maxBackoff)
                .returns(SECOND, RetryPolicy::throttledInitialBackoff)
                .returns(Duration.ofSeconds(20), RetryPolicy::throttledMaxBackoff)
                .returns(Duration.ofSeconds(10), RetryPolicy::attemptTimeout)
                .returns(true, RetryPolicy::reconcile)
                .isEqualTo(RetryPolicy.builder().build())
                .hasSameHashCodeAs(RetryPolicy.builder().build());
    }

    @Test
    void none_asks_each_provider_once_and_reconciles_nothing() {
        assertThat(RetryPolicy.none())
                .returns(1, RetryPolicy::maxAttemptsPerProvider)
                .returns(false, RetryPolicy::reconcile)
                .isEqualTo(DEFAULTS.toBuilder()
                        .maxAttemptsPerProvider(1)
                        .maxAttempts(100)
                        .reconcile(false)
                        .build());
    }

    @Test
    void each_change_changes_its_own_values_only() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(DEFAULTS.toBuilder()
                        .maxAttemptsPerProvider(1)
                        .maxAttempts(2)
                        .backoff(SECOND, minute)
                        .throttledBackoff(minute, minute.multipliedBy(2))
                        .attemptTimeout(SECOND)
                        .reconcile(false)
                        .build())
                .returns(1, RetryPolicy::maxAttemptsPerProvider)
                .returns(2, RetryPolicy::maxAttempts)
                .returns(SECOND, RetryPolicy::initialBackoff)
                .returns(minute, RetryPolicy::maxBackoff)
                .returns(minute, RetryPolicy::throttledInitialBackoff)
                .returns(minute.multipliedBy(2), RetryPolicy::throttledMaxBackoff)
                .returns(SECOND, RetryPolicy::attemptTimeout)
                .returns(false, RetryPolicy::reconcile)
                .isNotEqualTo(DEFAULTS);
        assertThat(DEFAULTS.toBuilder()
                        .maxAttemptsPerProvider(3)
                        .maxAttempts(5)
                        .reconcile(true)
                        .build())
                .isEqualTo(DEFAULTS);
    }

    @Test
    void every_fault_is_named_at_once() {
        Duration zero = Duration.ZERO;
        Duration negative = Duration.ofMillis(-1);

        assertThat(faulty(() -> RetryPolicy.builder()
                        .maxAttemptsPerProvider(0)
                        .maxAttempts(101)
                        .backoff(zero, negative)
                        .throttledBackoff(negative, Duration.ofSeconds(-2))
                        .attemptTimeout(zero)
                        .build()))
                .containsExactly(
                        "maxAttemptsPerProvider",
                        "maxAttempts",
                        "initialBackoff",
                        "maxBackoff",
                        "throttledInitialBackoff",
                        "throttledMaxBackoff",
                        "attemptTimeout");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101, Integer.MAX_VALUE})
    void a_number_of_attempts_outside_its_bounds_is_refused(int tries) {
        assertThat(faulty(() -> DEFAULTS.toBuilder()
                        .maxAttemptsPerProvider(tries)
                        .maxAttempts(5)
                        .build()))
                .containsExactly("maxAttemptsPerProvider");
        assertThat(faulty(() -> DEFAULTS.toBuilder()
                        .maxAttemptsPerProvider(3)
                        .maxAttempts(tries)
                        .build()))
                .containsExactly("maxAttempts");
    }

    @Test
    void the_bounds_themselves_are_right() {
        assertThat(DEFAULTS.toBuilder()
                        .maxAttemptsPerProvider(1)
                        .maxAttempts(1)
                        .maxAttemptsPerProvider(100)
                        .maxAttempts(100)
                        .build()
                        .maxAttempts())
                .isEqualTo(100);
        assertThat(DEFAULTS.toBuilder().backoff(SECOND, SECOND).build().maxBackoff())
                .isEqualTo(SECOND);
    }

    @Test
    void a_cap_below_its_base_is_refused() {
        assertThat(faulty(() -> DEFAULTS.toBuilder()
                        .backoff(SECOND, SECOND.minusNanos(1))
                        .build()))
                .containsExactly("maxBackoff");
        assertThat(faulty(() -> DEFAULTS.toBuilder()
                        .throttledBackoff(SECOND, SECOND.minusNanos(1))
                        .build()))
                .containsExactly("throttledMaxBackoff");
    }
}
