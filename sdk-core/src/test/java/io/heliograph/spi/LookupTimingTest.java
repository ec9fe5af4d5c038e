package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupTimingTest {
    @Test
    void by_default_nothing_is_ever_a_proof_of_absence() {
        assertThat(LookupTiming.cautious().absentAfter()).isGreaterThan(Duration.ofDays(30_000));
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, PT1S, PT1S", "PT0S, PT0S, PT1S", "PT0S, PT-1S, PT1S", "PT2S, PT1S, PT1S"})
    void times_that_make_no_sense_are_rejected(Duration first, Duration again, Duration absent) {
        assertThatThrownBy(() -> new LookupTiming(first, again, absent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "initialDelay must be at least 0, interval more than 0, and absentAfter at least initialDelay");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0.001S, PT0S", "PT2S, PT5S, PT2S"})
    void the_bounds_themselves_are_right(Duration first, Duration again, Duration absent) {
        assertThat(new LookupTiming(first, again, absent).absentAfter()).isEqualTo(absent);
    }
}
