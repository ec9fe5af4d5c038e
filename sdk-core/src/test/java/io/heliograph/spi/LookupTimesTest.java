package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupTimesTest {
    @Test
    void byDefaultNothingIsEverAProofOfAbsence() {
        assertThat(LookupTimes.cautious().absent()).isGreaterThan(Duration.ofDays(30_000));
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, PT1S, PT1S", "PT0S, PT0S, PT1S", "PT0S, PT-1S, PT1S", "PT2S, PT1S, PT1S"})
    void timesThatMakeNoSenseAreRefused(Duration first, Duration again, Duration absent) {
        assertThatThrownBy(() -> new LookupTimes(first, again, absent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("first is at least 0, again more than 0, and absent at least first");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0.001S, PT0S", "PT2S, PT5S, PT2S"})
    void theBoundsThemselvesAreRight(Duration first, Duration again, Duration absent) {
        assertThat(new LookupTimes(first, again, absent).absent()).isEqualTo(absent);
    }
}
