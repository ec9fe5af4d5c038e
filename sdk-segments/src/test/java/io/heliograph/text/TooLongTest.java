package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.text.SegmentProfile.LengthUnit;
import org.junit.jupiter.api.Test;

class TooLongTest {
    @Test
    void too_many_parts_are_reported_with_figures() {
        SegmentProfile two = SegmentProfile.builder().maxParts(2).build();

        assertThat(Segments.of("ก".repeat(135), two).tooLongFor("Acme"))
                .contains("takes 3 parts (UCS-2, 135 units); Acme takes at most 2");
        assertThat(Segments.of("ก".repeat(134), two).tooLongFor("Acme")).isEmpty();
    }

    @Test
    void too_many_characters_are_counted_without_the_prefix_and_in_the_vendors_unit() {
        SegmentProfile.Builder profile = SegmentProfile.builder().prefix("[ACME] ");

        assertThat(Segments.of(
                                "😀😀x",
                                profile.maxLength(4, LengthUnit.UTF_16_UNITS).build())
                        .tooLongFor("Acme"))
                .contains("has 5 characters; Acme takes at most 4");
        assertThat(Segments.of(
                                "😀😀x",
                                profile.maxLength(2, LengthUnit.CODE_POINTS).build())
                        .tooLongFor("Acme"))
                .contains("has 3 characters; Acme takes at most 2");
        assertThat(Segments.of(
                                "€",
                                profile.maxLength(1, LengthUnit.SEGMENT_UNITS).build())
                        .tooLongFor("Acme"))
                .contains("has 2 units; Acme takes at most 1");
    }

    @Test
    void there_is_a_reason_exactly_where_it_isnt_sendable() {
        Property.check(500, random -> {
            SegmentProfile profile = SegmentProfile.builder()
                    .maxParts(1 + random.nextInt(4))
                    .maxLength(
                            random.nextInt(400),
                            random.nextBoolean() ? LengthUnit.CODE_POINTS : LengthUnit.SEGMENT_UNITS)
                    .build();
            Segments segments = Segments.of(Property.text(random, "xก€", 0, 500), profile);

            assertThat(segments.tooLongFor("Acme").isEmpty()).isEqualTo(segments.sendable());
        });
    }
}
