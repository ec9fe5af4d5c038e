package io.heliograph.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochNanosTest {
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-11-20T07:59:58.123456789Z", "1677-12-31T23:59:59.999999999Z"})
    void a_time_comes_back(Instant time) {
        assertThat(EpochNanos.instant(EpochNanos.of(time))).isEqualTo(time);
    }

    @Test
    void what_is_out_of_range_counts_as_the_first_or_the_last_time() {
        assertThat(EpochNanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(EpochNanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(EpochNanos.of(Duration.ofDays(1_000_000))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_sum_that_is_out_of_range_does_too() {
        assertThat(EpochNanos.plus(40, 2)).isEqualTo(42);
        assertThat(EpochNanos.plus(Long.MAX_VALUE - 1, 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(EpochNanos.plus(-2, -Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
    }
}
