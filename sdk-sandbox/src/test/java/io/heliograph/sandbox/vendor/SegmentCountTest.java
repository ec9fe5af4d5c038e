package io.heliograph.sandbox.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCountTest {
    @ParameterizedTest
    @CsvSource({
        "x, 0, true, 0, 1",
        "x, 160, true, 160, 1",
        "x, 161, true, 161, 2",
        "x, 306, true, 306, 2",
        "x, 307, true, 307, 3",
        "é, 160, true, 160, 1",
        "], 80, true, 160, 1",
        "], 81, true, 162, 2",
        "], 153, true, 306, 3",
        "ก, 70, false, 70, 1",
        "ก, 71, false, 71, 2",
        "ก, 134, false, 134, 2",
        "ก, 135, false, 135, 3",
        "😀, 35, false, 70, 1",
        "😀, 36, false, 72, 2",
        "😀, 67, false, 134, 3",
        "`, 1, false, 1, 1",
    })
    void parts_are_filled_without_cutting_a_pair(String letter, int times, boolean gsm7, int units, int count) {
        assertThat(SegmentCount.of(letter.repeat(times))).isEqualTo(new SegmentCount(gsm7, units, count));
    }
}
