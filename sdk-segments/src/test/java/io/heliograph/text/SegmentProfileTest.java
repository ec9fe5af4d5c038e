package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.text.SegmentProfile.LengthUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentProfileTest {
    private static Segments segments(String text, SegmentProfile.Builder profile) {
        return Segments.of(text, profile.build());
    }

    @Test
    void the_standard_is_what_three_gpp_says() {
        SegmentProfile standard = SegmentProfile.standard();
        assertThat(standard.unitsPerSinglePart(Encoding.GSM_7)).isEqualTo(160);
        assertThat(standard.unitsPerConcatenatedPart(Encoding.GSM_7)).isEqualTo(153);
        assertThat(standard.unitsPerSinglePart(Encoding.UCS_2)).isEqualTo(70);
        assertThat(standard.unitsPerConcatenatedPart(Encoding.UCS_2)).isEqualTo(67);
        assertThat(standard.maxParts()).isEqualTo(255);
        assertThat(standard.maxLength()).isEmpty();
        assertThat(standard.byDivision()).isFalse();
        assertThat(standard.wholeGraphemes()).isFalse();
        assertThat(standard.prefix()).isEmpty();
        assertThat(standard).hasToString("GSM-7 160/153, UCS-2 70/67, at most 255 parts");
    }

    @Test
    void profiles_are_values() {
        SegmentProfile.Builder builder = SegmentProfile.builder()
                .capacity(Encoding.UCS_2, 63, 60)
                .maxParts(10)
                .maxLength(1_000, LengthUnit.CODE_POINTS)
                .wholeGraphemes()
                .prefix("[A] ");
        assertThat(builder.build())
                .isEqualTo(builder.build())
                .hasSameHashCodeAs(builder.build())
                .isNotEqualTo(SegmentProfile.standard())
                .hasToString("GSM-7 160/153, UCS-2 63/60, at most 10 parts and 1000 CODE_POINTS, graphemes kept whole, "
                        + "a prefix of 4");
        assertThat(SegmentProfile.builder().build()).isEqualTo(SegmentProfile.standard());
        assertThat(SegmentProfile.builder().byDivision().build())
                .isNotEqualTo(SegmentProfile.standard())
                .hasToString("GSM-7 160/153, UCS-2 70/67, at most 255 parts, by division");
    }

    @ParameterizedTest
    @CsvSource({"a, 1530, true", "a, 1531, false", "ก, 670, true", "ก, 671, false"})
    void a_vendor_may_take_fewer_parts(String character, int times, boolean sendable) {
        assertThat(segments(character.repeat(times), SegmentProfile.builder().maxParts(10))
                        .sendable())
                .isEqualTo(sendable);
    }

    @ParameterizedTest
    @CsvSource({
        "😀, 320, UTF_16_UNITS, true",
        "😀, 321, UTF_16_UNITS, false",
        "😀, 640, CODE_POINTS, true",
        "😀, 641, CODE_POINTS, false",
        "], 320, SEGMENT_UNITS, true",
        "], 321, SEGMENT_UNITS, false",
        "], 640, UTF_16_UNITS, true"
    })
    void a_vendor_may_limit_the_length_in_its_own_unit(String character, int times, LengthUnit unit, boolean sendable) {
        assertThat(segments(character.repeat(times), SegmentProfile.builder().maxLength(640, unit))
                        .sendable())
                .isEqualTo(sendable);
    }

    @Test
    void dividing_counts_fewer_parts_where_pairs_are_cut() {
        Segments divided = segments("]".repeat(153), SegmentProfile.builder().byDivision());
        assertThat(divided.parts()).isEqualTo(2);
        assertThat(divided.unitsPerPart()).containsExactly(153, 153);
        assertThat(divided.unitsLeft()).isZero();
        assertThat(divided.split()).containsExactly("]".repeat(77), "]".repeat(76));
    }

    @Test
    void divided_parts_are_of_equal_shares_and_join_to_the_text() {
        SegmentProfile dividing = SegmentProfile.builder().byDivision().build();
        Property.check(1_000, random -> {
            String text = "a".repeat(random.nextInt(200))
                    + "]".repeat(random.nextInt(200))
                    + (random.nextBoolean() ? "😀".repeat(random.nextInt(100)) : "")
                    + "a".repeat(random.nextInt(200));
            Segments divided = Segments.of(text, dividing);
            int each = dividing.unitsPerConcatenatedPart(divided.encoding());
            boolean alone = divided.units() <= dividing.unitsPerSinglePart(divided.encoding());
            assertThat(divided.parts()).isEqualTo(alone ? 1 : (divided.units() + each - 1) / each);
            assertThat(divided.unitsPerPart()).hasSize(divided.parts());
            assertThat(divided.unitsPerPart().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(divided.units());
            assertThat(divided.split()).hasSize(divided.parts());
            assertThat(String.join("", divided.split())).isEqualTo(text);
            assertThat(divided.parts()).isLessThanOrEqualTo(Segments.of(text).parts());
        });
    }

    @Test
    void a_pair_that_a_last_share_is_half_of_is_in_the_part_before() {
        Segments divided =
                segments("a".repeat(305) + "]", SegmentProfile.builder().byDivision());
        assertThat(divided.unitsPerPart()).containsExactly(153, 153, 1);
        assertThat(divided.split()).containsExactly("a".repeat(153), "a".repeat(152) + "]", "");
    }

    @Test
    void a_prefix_takes_room_and_its_encoding() {
        assertThat(segments("a".repeat(157), SegmentProfile.builder().prefix("[A] "))
                        .parts())
                .isEqualTo(2);
        assertThat(segments("a", SegmentProfile.builder().prefix("ก ")).encoding())
                .isEqualTo(Encoding.UCS_2);
        assertThat(segments("a", SegmentProfile.builder().prefix("[A] ")).text())
                .isEqualTo("[A] a");
    }

    @Test
    void a_prefix_isnt_part_of_the_length_that_the_vendor_limits() {
        SegmentProfile.Builder profile = SegmentProfile.builder().prefix("[A] ").maxLength(3, LengthUnit.UTF_16_UNITS);
        assertThat(segments("abc", profile).sendable()).isTrue();
        assertThat(segments("abcd", profile).sendable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"กำ", "นี้", "क्", "🇹🇭", "👍🏽", "e\u0301", "👩🏽‍🚀", "1\ufe0f\u20e3"})
    void graphemes_are_kept_whole_if_asked(String grapheme) {
        SegmentProfile whole = SegmentProfile.builder().wholeGraphemes().build();
        for (int before = 0; before < 67; before++) {
            String text = "ก".repeat(before) + grapheme + "ก".repeat(80);
            assertThat(Segments.of(text, whole).split())
                    .anyMatch(part -> part.contains(grapheme))
                    .satisfies(parts -> assertThat(String.join("", parts)).isEqualTo(text));
        }
    }

    @Test
    void cr_lf_is_kept_whole_if_asked() {
        String text = "a".repeat(152) + "\r\n" + "a".repeat(10);
        assertThat(Segments.of(text).unitsPerPart()).containsExactly(153, 11);
        assertThat(segments(text, SegmentProfile.builder().wholeGraphemes()).unitsPerPart())
                .containsExactly(152, 12);
    }

    @Test
    void a_grapheme_larger_than_a_part_is_split() {
        String text = "ab" + "e" + "\u0301".repeat(100);
        assertThat(segments(text, SegmentProfile.builder().wholeGraphemes()).unitsPerPart())
                .containsExactly(2, 67, 34);
    }

    @Test
    void impossible_values_are_rejected() {
        SegmentProfile.Builder builder = SegmentProfile.builder();
        assertThatThrownBy(() -> builder.capacity(Encoding.UCS_2, 70, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.capacity(Encoding.UCS_2, 60, 67)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxParts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxParts(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxLength(-1, LengthUnit.CODE_POINTS))
                .isInstanceOf(IllegalArgumentException.class);
        builder.byDivision().wholeGraphemes();
        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"a, 1630, true", "a, 1631, false", "€, 815, true", "€, 816, false", "ก, 670, true", "ก, 671, false"})
    void units_are_limited_by_encoding(String character, int times, boolean sendable) {
        SegmentProfile.Builder profile =
                SegmentProfile.builder().maxUnits(Encoding.GSM_7, 1_630).maxUnits(Encoding.UCS_2, 670);
        Segments segments = segments(character.repeat(times), profile);

        assertThat(segments.sendable()).isEqualTo(sendable);
        assertThat(segments.tooLongFor("Vendor").isPresent()).isEqualTo(!sendable);
    }

    @Test
    void too_many_units_are_reported_with_the_encoding() {
        assertThat(segments("ก".repeat(671), SegmentProfile.builder().maxUnits(Encoding.UCS_2, 670))
                        .tooLongFor("Wavix"))
                .contains("has 671 units of UCS-2; Wavix takes at most 670");
    }

    @Test
    void a_limit_of_units_keeps_the_capacity_and_the_other_way_round() {
        SegmentProfile first = SegmentProfile.builder()
                .capacity(Encoding.GSM_7, 150, 140)
                .maxUnits(Encoding.GSM_7, 500)
                .build();
        SegmentProfile second = SegmentProfile.builder()
                .maxUnits(Encoding.GSM_7, 500)
                .capacity(Encoding.GSM_7, 150, 140)
                .build();

        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
        assertThat(first.maxUnits(Encoding.GSM_7)).hasValue(500);
        assertThat(first.maxUnits(Encoding.UCS_2)).isEmpty();
        assertThat(first).hasToString("GSM-7 150/140 up to 500, UCS-2 70/67, at most 255 parts");
        assertThatThrownBy(() -> SegmentProfile.builder().maxUnits(Encoding.GSM_7, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
