package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
    @Test
    void anEmptyTextIsOnePartOfNoUnits() {
        Segments segments = Segments.of("");
        assertThat(segments.encoding()).isEqualTo(Encoding.GSM_7);
        assertThat(segments.parts()).isEqualTo(1);
        assertThat(segments.units()).isZero();
        assertThat(segments.unitsLeft()).isEqualTo(160);
        assertThat(segments.unitsPerPart()).containsExactly(0);
        assertThat(segments.split()).containsExactly("");
        assertThat(segments.nonGsm()).isEmpty();
        assertThat(segments.sendable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a, 160, GSM-7, 1, 160, 0",
        "a, 161, GSM-7, 2, 161, 145",
        "a, 306, GSM-7, 2, 306, 0",
        "a, 307, GSM-7, 3, 307, 152",
        "], 80, GSM-7, 1, 160, 0",
        "], 81, GSM-7, 2, 162, 143",
        "], 152, GSM-7, 2, 304, 1",
        "], 153, GSM-7, 3, 306, 151",
        "ก, 70, UCS-2, 1, 70, 0",
        "ก, 71, UCS-2, 2, 71, 63",
        "ก, 134, UCS-2, 2, 134, 0",
        "ก, 135, UCS-2, 3, 135, 66",
        "😀, 35, UCS-2, 1, 70, 0",
        "😀, 36, UCS-2, 2, 72, 61",
        "😀, 66, UCS-2, 2, 132, 1",
        "😀, 67, UCS-2, 3, 134, 65"
    })
    void partsAreFilledWithoutCuttingPairs(
            String unit, int times, String encoding, int parts, int units, int unitsLeft) {
        Segments segments = Segments.of(unit.repeat(times));
        assertThat(segments.encoding().label()).isEqualTo(encoding);
        assertThat(segments.parts()).isEqualTo(parts);
        assertThat(segments.units()).isEqualTo(units);
        assertThat(segments.unitsLeft()).isEqualTo(unitsLeft);
        assertThat(String.join("", segments.split())).isEqualTo(segments.text());
    }
}
