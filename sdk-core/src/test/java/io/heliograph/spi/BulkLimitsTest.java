package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkLimitsTest {
    @ParameterizedTest
    @CsvSource({"1, 2", "1, 1000", "2, 4", "10, 500000"})
    void the_most_is_at_least_twice_the_fewest(int fewest, int most) {
        assertThat(new BulkLimits(fewest, most))
                .returns(fewest, BulkLimits::min)
                .returns(most, BulkLimits::max);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "-1, 10", "1, 1", "2, 3", "10, 5", "1073741824, 2147483647"})
    void limits_that_cannot_cut_every_number_are_refused(int fewest, int most) {
        assertThatThrownBy(() -> new BulkLimits(fewest, most)).isInstanceOf(IllegalArgumentException.class);
    }
}
