package io.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderLimitsTest {
    private static final ProviderLimits DEFAULTS = ProviderLimits.defaults();

    @Test
    void by_default_a_provider_is_in_use_without_a_rate_limit() {
        assertThat(DEFAULTS).isEqualTo(new ProviderLimits(true, 0, 64));
    }

    @Test
    void each_change_changes_its_own_value_only() {
        assertThat(DEFAULTS.withEnabled(false).withPerSecond(2.5).withConcurrent(3))
                .isEqualTo(new ProviderLimits(false, 2.5, 3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.0009, 100_000.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_rate_outside_its_bounds_is_refused(double rate) {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> DEFAULTS.withPerSecond(rate));

        assertThat(thrown).hasMessage("rate-limit must be 0.001 to 100000 requests a second, or 0 for none");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 100_000})
    void the_bounds_of_a_rate_are_right(double rate) {
        assertThat(DEFAULTS.withPerSecond(rate).perSecond()).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100_001})
    void a_number_of_requests_outside_its_bounds_is_refused(int concurrent) {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> DEFAULTS.withConcurrent(concurrent));

        assertThat(thrown).hasMessage("max-concurrent must be 1 to 100000");
    }

    @Test
    void every_fault_is_named_at_once() {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> new ProviderLimits(true, -1, 0));

        assertThat(thrown).isNotNull();
        assertThat(thrown.violations()).extracting(Violation::field).containsExactly("rate-limit", "max-concurrent");
    }
}
