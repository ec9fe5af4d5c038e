package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    @Test
    void an_empty_text_is_one_part_of_no_units() {
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
    void parts_are_filled_without_cutting_pairs(
            String unit, int times, String encoding, int parts, int units, int unitsLeft) {
        Segments segments = Segments.of(unit.repeat(times));
        assertThat(segments.encoding().label()).isEqualTo(encoding);
        assertThat(segments.parts()).isEqualTo(parts);
        assertThat(segments.units()).isEqualTo(units);
        assertThat(segments.unitsLeft()).isEqualTo(unitsLeft);
        assertThat(String.join("", segments.split())).isEqualTo(segments.text());
    }

    @Test
    void every_code_point_of_the_basic_plane_alone_is_as_the_charts_say() {
        for (int codePoint = 0; codePoint <= 0xffff; codePoint++) {
            String text = Character.toString(codePoint);
            Segments segments = Segments.of(text);
            int units = SlowSegments.EXTENSION.contains(text) ? 2 : 1;
            boolean gsm = units == 2 || SlowSegments.DEFAULT.contains(text);
            assertThat(segments.encoding()).as("U+%04X", codePoint).isEqualTo(gsm ? Encoding.GSM_7 : Encoding.UCS_2);
            assertThat(segments.units()).as("U+%04X", codePoint).isEqualTo(units);
            assertThat(segments.parts()).isEqualTo(1);
        }
    }

    @Test
    void an_extension_character_at_each_place_around_each_boundary_is_never_cut() {
        for (String extension : SlowSegments.EXTENSION) {
            for (int before = 0; before < 480; before++) {
                String text = "a".repeat(before) + extension + "a".repeat(480 - before);
                List<String> parts = Segments.of(text).split();
                assertThat(parts).isEqualTo(SlowSegments.of(text).texts());
                assertThat(String.join("", parts)).isEqualTo(text);
            }
        }
    }

    @Test
    void a_surrogate_pair_around_each_boundary_is_never_split() {
        for (int before = 0; before < 220; before++) {
            String text = "a".repeat(before) + "😀" + "a".repeat(220 - before);
            assertThat(Segments.of(text).split())
                    .isEqualTo(SlowSegments.of(text).texts());
        }
    }

    @Test
    void the_characters_that_force_ucs2_are_named_with_their_places() {
        assertThat(Segments.of("a’b😀c\ud83d").nonGsm())
                .containsExactly(
                        new NonGsmCharacter(0x2019, 1), new NonGsmCharacter(0x1F600, 3), new NonGsmCharacter(0xD83D, 6))
                .first()
                .hasToString("U+2019 at 1");
    }

    @Test
    void no_more_than_a_thousand_of_them_are_listed() {
        assertThat(Segments.of("ก".repeat(1_001)).nonGsm()).hasSize(Segments.MAX_NON_GSM);
    }

    @ParameterizedTest
    @CsvSource({"a, 39015, 39016", "~, 19380, 19381", "ก, 17085, 17086", "😀, 8415, 8416"})
    void more_than255_parts_cant_be_sent(String character, int most, int more) {
        assertThat(Segments.of(character.repeat(most)).parts()).isEqualTo(255);
        assertThat(Segments.of(character.repeat(most)).sendable()).isTrue();
        assertThat(Segments.of(character.repeat(more)).parts()).isEqualTo(256);
        assertThat(Segments.of(character.repeat(more)).sendable()).isFalse();
    }

    @Test
    void what_is_no_string_is_counted_as_it_is_now() {
        StringBuilder text = new StringBuilder("abc");
        Segments segments = Segments.of(text);
        text.append("ก");
        assertThat(segments.encoding()).isEqualTo(Encoding.GSM_7);
        assertThat(segments.text()).isEqualTo("abc");
    }

    @Test
    void to_string_shows_figures_without_the_text() {
        assertThat(Segments.of("secret")).hasToString("GSM-7, 1 part, 6 units, 154 left");
        assertThat(Segments.of("ก".repeat(17_086))).hasToString("UCS-2, 256 parts, 17086 units, 66 left, not sendable");
    }

    /** Texts that would take minutes if counting were quadratic. */
    @ParameterizedTest
    @Timeout(20)
    @ValueSource(strings = {"a", "]", "a]", "ก", "😀", "\ud83d", "a😀", "\u0301", "\u200d", "👩\u200d", "🇹", "\r\n"})
    void a_million_characters_are_counted_in_linear_time(String piece) {
        String text = piece.repeat(1 << 20);
        SegmentProfile whole = SegmentProfile.builder().wholeGraphemes().build();
        assertThat(Segments.of(text).parts()).isGreaterThan(6_000);
        assertThat(Segments.of(text).unitsPerPart()).hasSize(Segments.of(text).parts());
        assertThat(Segments.of(text, whole).split())
                .hasSize(Segments.of(text, whole).parts());
    }
}
