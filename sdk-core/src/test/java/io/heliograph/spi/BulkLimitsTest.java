package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkLimitsTest {
    @ParameterizedTest
    @CsvSource({"1, 2", "1, 1000", "2, 4", "10, 500000"})
    void the_max_is_at_least_twice_the_min(int min, int max) {
        assertThat(new BulkLimits(min, max)).returns(min, BulkLimits::min).returns(max, BulkLimits::max);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "-1, 10", "1, 1", "2, 3", "10, 5", "1073741824, 2147483647"})
    void limits_that_cannot_cut_every_number_are_rejected(int min, int max) {
        assertThatThrownBy(() -> new BulkLimits(min, max)).isInstanceOf(IllegalArgumentException.class);
    }
}
