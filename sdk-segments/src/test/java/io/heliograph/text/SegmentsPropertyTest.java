package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentsPropertyTest {
    private static final List<String> GSM =
            List.of("a", "Z", "0", " ", "Ç", "§", "Δ", "\n", "\r", "\f", "]", "€", "~", "|");
    private static final List<String> ANY = List.of(
            "a", "]", "€", "Ç", "`", "ç", "ก", "ำ", "่", "न", "ि", "😀", "👩🏽‍🚀", "🇹🇭", "e\u0301", "\r\n", "\ud83d",
            "\ude00", "\u200d");

    /** Random texts, mostly around the ends of parts and with long runs, where counting goes wrong. */
    private static String text(Random random, List<String> alphabet) {
        StringBuilder text = new StringBuilder();
        int target = random.nextInt(500);
        while (text.length() < target) {
            String character = alphabet.get(random.nextInt(alphabet.size()));
            text.append(character.repeat(random.nextInt(3) == 0 ? 1 + random.nextInt(160) : 1));
        }
        return text.toString();
    }

    private static String any(Random random) {
        return text(random, random.nextBoolean() ? GSM : ANY);
    }

    private static SegmentProfile profile(Random random) {
        SegmentProfile.Builder profile = SegmentProfile.builder();
        if (random.nextBoolean()) {
            profile.wholeGraphemes();
        }
        if (random.nextInt(4) == 0) {
            int many = 2 + random.nextInt(20);
            profile.capacity(Encoding.GSM_7, many + random.nextInt(8), many);
            profile.capacity(Encoding.UCS_2, many + random.nextInt(8), many);
        }
        return profile.build();
    }

    @Test
    void the_fast_way_agrees_with_the_long_way() {
        Property.check(1_500, random -> {
            String text = any(random);
            Segments segments = Segments.of(text);
            SlowSegments slow = SlowSegments.of(text);
            assertThat(segments.encoding().label()).isEqualTo(slow.encoding());
            assertThat(segments.unitsPerPart()).isEqualTo(slow.unitsPerPart());
            assertThat(segments.split()).isEqualTo(slow.texts());
            assertThat(segments.parts()).isEqualTo(slow.texts().size());
        });
    }

    @Test
    void the_figures_agree_with_each_other() {
        Property.check(1_000, random -> {
            String text = any(random);
            SegmentProfile profile = profile(random);
            Segments segments = Segments.of(text, profile);
            List<Integer> perPart = segments.unitsPerPart();
            int most = segments.parts() == 1
                    ? profile.unitsPerSinglePart(segments.encoding())
                    : profile.unitsPerConcatenatedPart(segments.encoding());
            assertThat(perPart).hasSize(segments.parts()).allMatch(units -> units <= most);
            assertThat(perPart.stream().mapToInt(Integer::intValue).sum()).isEqualTo(segments.units());
            assertThat(segments.unitsLeft()).isEqualTo(most - perPart.get(perPart.size() - 1));
            assertThat(segments.split()).hasSize(segments.parts());
            assertThat(String.join("", segments.split())).isEqualTo(text);
            assertThat(segments.sendable()).isEqualTo(segments.parts() <= 255 && !hasHalfPair(text));
        });
    }

    private static boolean hasHalfPair(String text) {
        return text.codePoints()
                .anyMatch(codePoint -> codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    @Test
    void no_part_begins_inside_apair() {
        Property.check(1_000, random -> {
            String text = any(random);
            int place = 0;
            for (String part : Segments.of(text, profile(random)).split()) {
                if (place > 0) {
                    assertThat(Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place)))
                            .isFalse();
                }
                place += part.length();
            }
        });
    }

    @Test
    void a_longer_text_never_takes_fewer_parts_or_units() {
        Property.check(150, random -> {
            String text = any(random);
            SegmentProfile profile = random.nextBoolean()
                    ? SegmentProfile.standard()
                    : SegmentProfile.builder().wholeGraphemes().build();
            int parts = 0;
            for (int end = 0; end <= text.length(); end++) {
                int now = Segments.of(text.substring(0, end), profile).parts();
                assertThat(now).as("parts of the first %d", end).isGreaterThanOrEqualTo(parts);
                parts = now;
            }
        });
    }

    @Test
    void a_character_that_forces_ucs2_never_lowers_the_count() {
        Property.check(1_000, random -> {
            String text = text(random, GSM);
            int place = random.nextInt(text.length() + 1);
            String forced = text.substring(0, place) + "ก" + text.substring(place);
            assertThat(Segments.of(forced).parts())
                    .isGreaterThanOrEqualTo(Segments.of(text).parts());
        });
    }

    @Test
    void the_characters_that_force_ucs2_are_those_outside_the_charts() {
        Property.check(1_000, random -> {
            String text = any(random);
            List<NonGsmCharacter> found = Segments.of(text).nonGsm();
            assertThat(found.stream().map(NonGsmCharacter::codePoint).toList())
                    .isEqualTo(text.codePoints()
                            .filter(c -> !SlowSegments.DEFAULT.contains(Character.toString(c))
                                    && !SlowSegments.EXTENSION.contains(Character.toString(c)))
                            .boxed()
                            .toList());
            assertThat(found)
                    .allSatisfy(nonGsmCharacter -> assertThat(text.codePointAt(nonGsmCharacter.index()))
                            .isEqualTo(nonGsmCharacter.codePoint()));
        });
    }

    @Test
    void whole_graphemes_never_take_fewer_parts_and_are_cut_only_where_they_must() {
        SegmentProfile whole = SegmentProfile.builder().wholeGraphemes().build();
        Property.check(1_000, random -> {
            String text = text(random, ANY);
            Segments cut = Segments.of(text);
            Segments kept = Segments.of(text, whole);
            assertThat(kept.parts()).isGreaterThanOrEqualTo(cut.parts());
            assertThat(kept.units()).isEqualTo(cut.units());
        });
    }
}
