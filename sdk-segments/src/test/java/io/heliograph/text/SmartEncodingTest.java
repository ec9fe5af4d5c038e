package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartEncodingTest {
    private static final SmartEncoding TYPOGRAPHY = SmartEncoding.typography();
    private static final SmartEncoding WITHOUT_ACCENTS =
            SmartEncoding.typography().withoutAccents();
    private static final List<String> PIECES = List.of(
            "a", "é", "€", "]", "“", "’", "–", "…", "\u00a0", "\u3000", "\u200b", "Ａ", "￥", "™", "ﬃ", "e\u0301",
            "n\u0303", "Å", "ê", "ł", "ế", "ก", "😀", "\u0301", "\ud83d", "x\u0338", "`", "\t");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "“Hi” – it’s 5 o‘clock… | \"Hi\" - it's 5 o'clock...",
                "«a» ‹b› „c‟ ‚d‛ | \"a\" 'b' \"c\" 'd'",
                "a—b‒c―d−e‐f‑g | a-b-c-d-e-f-g",
                "ＡＢＣ（１２３）！？～ | ABC(123)!?~",
                "￥5 ￡6 ₤7 ₹8 5¢ | ¥5 £6 £7 Rs8 5c",
                "© ® ™ № × ÷ • ∆ ∑ | (c) (R) TM No. x / * Δ Σ",
                "± ≤ ≥ ≠ → ← ⇒ | +/- <= >= != -> <- =>",
                "eﬃcient ﬁre ﬂy | efficient fire fly",
                "5 \u2126 3 \u212b 2 \u212a\u037e | 5 Ω 3 Å 2 K;"
            })
    void typography_is_written_in_gsm7(String text, String expected) {
        SmartEncodingResult smart = TYPOGRAPHY.apply(text);
        assertThat(smart.text()).isEqualTo(expected);
        assertThat(smart.changed()).isTrue();
        assertThat(smart.after().encoding()).isEqualTo(Encoding.GSM_7);
    }

    @Test
    void back_ticks_and_acutes_are_apostrophes() {
        assertThat(TYPOGRAPHY.apply("`a´").text()).isEqualTo("'a'");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x09, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
                0x200a, 0x202f, 0x205f, 0x3000
            })
    void an_exotic_space_becomes_one_space(int space) {
        assertThat(TYPOGRAPHY.apply("a" + Character.toString(space) + "b").text())
                .isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x2060, 0x2066, 0xfe0f, 0xfeff})
    void what_is_invisible_goes(int invisible) {
        SmartEncodingResult smart = TYPOGRAPHY.apply("ab" + Character.toString(invisible) + "c");
        assertThat(smart.text()).isEqualTo("abc");
        assertThat(smart.replaced()).isEqualTo(1);
    }

    @Test
    void decomposed_letters_are_composed() {
        SmartEncodingResult smart = TYPOGRAPHY.apply("cafe\u0301 n\u0303 A\u030a");
        assertThat(smart.text()).isEqualTo("café ñ Å");
        assertThat(smart.replacements())
                .containsExactly(
                        new Replacement(3, "e\u0301", "é"),
                        new Replacement(6, "n\u0303", "ñ"),
                        new Replacement(9, "A\u030a", "Å"));
    }

    /** NFKC would write these in GSM-7, some with another meaning. */
    @ParameterizedTest
    @ValueSource(strings = {"10²", "1½", "H₂O", "①", "𝗛𝗶", "㎏", "25℃", "25°C", "ｶ", "Ⅳ"})
    void compatibility_forms_stay(String text) {
        assertThat(TYPOGRAPHY.apply(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ΚΑΛΗΜΕΡΑ", "Привет", "สวัสดี", "Ђ", "ç", "ê", "ł", "Œ", "😀", "\ud83d", "\u001b", "a\u0338"})
    void letter_and_picture_stay_and_the_rest_with_them(String text) {
        String all = "“" + text + "”";
        SmartEncodingResult smart = TYPOGRAPHY.apply(all);
        assertThat(smart.text()).isEqualTo(all);
        assertThat(smart.changed()).isFalse();
        assertThat(smart.replacements()).isEmpty();
        assertThat(smart.segmentsSaved()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ê, e",
        "ç, c",
        "Ç, Ç",
        "é, é",
        "ǘ, ü",
        "ế, e",
        "ł, l",
        "Đ, D",
        "œ, oe",
        "Tiếng Việt, Tieng Viet",
        "Zażółć gęślą jaźń, Zazolc gesla jazn",
        "ơ, o",
        "á, a",
        "x\u0302, x"
    })
    void accents_go_only_if_asked(String text, String expected) {
        assertThat(WITHOUT_ACCENTS.apply("… " + text).text()).isEqualTo("... " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"≮", "a\u0338", "1\ufe0f\u20e3", "ά", "й", "ガ", "가", "a\u0e31", "ŋ", "\u0301"})
    void what_is_no_accent_or_has_no_plain_letter_stays(String text) {
        assertThat(WITHOUT_ACCENTS.apply(text).text()).isEqualTo(text);
    }

    @Test
    void the_result_has_the_replacements_and_the_saved_parts() {
        String text = "It’s " + "a".repeat(140) + "…";
        SmartEncodingResult smart = TYPOGRAPHY.apply(text);
        assertThat(smart.replacements())
                .containsExactly(new Replacement(2, "’", "'"), new Replacement(145, "…", "..."));
        assertThat(smart.before().parts()).isEqualTo(3);
        assertThat(smart.after().parts()).isEqualTo(1);
        assertThat(smart.segmentsSaved()).isEqualTo(2);
        assertThat(smart)
                .hasToString("2 replaced, 2 segments saved: UCS-2, 3 parts, 146 units, 55 left -> "
                        + "GSM-7, 1 part, 148 units, 12 left");
    }

    @Test
    void at_most_a_thousand_replacements_are_listed_and_all_are_counted() {
        SmartEncodingResult smart = TYPOGRAPHY.apply("’".repeat(1_500));
        assertThat(smart.replaced()).isEqualTo(1_500);
        assertThat(smart.replacements()).hasSize(SmartEncodingResult.MAX_LISTED);
        assertThat(smart.text()).isEqualTo("'".repeat(1_500));
    }

    @Test
    void a_text_that_would_take_more_parts_stays() {
        String text = "…".repeat(70);
        assertThat(TYPOGRAPHY.apply(text).text()).isEqualTo(text);
    }

    @Test
    void a_text_that_is_gsm7_already_stays() {
        assertThat(TYPOGRAPHY.apply("plain {text} €5").changed()).isFalse();
        assertThat(TYPOGRAPHY.apply("").text()).isEmpty();
    }

    @Test
    void a_prefix_that_forces_ucs2_leaves_nothing_to_save() {
        SegmentProfile profile = SegmentProfile.builder().prefix("ก ").build();
        assertThat(TYPOGRAPHY.apply("It’s", profile).text()).isEqualTo("It’s");
    }

    @Test
    void every_replacement_is_gsm7_and_every_character_replaced_is_not() {
        for (Map.Entry<Integer, String> row : TypographicSubstitutes.all().entrySet()) {
            String character = Character.toString(row.getKey());
            assertThat(Segments.of(row.getValue()).encoding())
                    .as("U+%04X", row.getKey())
                    .isEqualTo(Encoding.GSM_7);
            assertThat(Segments.of(character).encoding())
                    .as("U+%04X", row.getKey())
                    .isEqualTo(Encoding.UCS_2);
            assertThat(Normalizer.isNormalized(character, Normalizer.Form.NFC) || row.getKey() <= 0x2001)
                    .as("U+%04X is its own NFC", row.getKey())
                    .isTrue();
            assertThat(Character.isLetter(row.getKey()) && row.getKey() > 0x2100 && row.getKey() < 0xfb00)
                    .as("U+%04X is a letter of a script", row.getKey())
                    .isFalse();
        }
    }

    @Test
    void it_is_all_or_nothing_and_twice_is_once() {
        Property.check(2_000, random -> {
            StringBuilder built = new StringBuilder();
            int pieces = random.nextInt(120);
            int variety = 1 + random.nextInt(PIECES.size());
            for (int i = 0; i < pieces; i++) {
                built.append(PIECES.get(random.nextInt(variety)));
            }
            String text = built.toString();
            SmartEncoding encoding = random.nextBoolean() ? TYPOGRAPHY : WITHOUT_ACCENTS;
            SmartEncodingResult once = encoding.apply(text);
            assertThat(once.text().equals(text) || once.after().encoding() == Encoding.GSM_7)
                    .isTrue();
            assertThat(once.changed()).isEqualTo(!once.text().equals(text));
            assertThat(once.segmentsSaved()).isNotNegative();
            assertThat(once.after().text()).isEqualTo(once.text());
            assertThat(encoding.apply(once.text()).text()).isEqualTo(once.text());
            assertThat(replay(text, once.replacements())).isEqualTo(once.text());
        });
    }

    /** The replacements alone turn the original into the new text. */
    private static String replay(String text, List<Replacement> replacements) {
        StringBuilder replayed = new StringBuilder();
        int place = 0;
        for (Replacement replacement : replacements) {
            assertThat(text).startsWith(text.substring(0, replacement.index()) + replacement.original());
            replayed.append(text, place, replacement.index()).append(replacement.replacement());
            place = replacement.index() + replacement.original().length();
        }
        return replayed.append(text.substring(place)).toString();
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(strings = {"’", "e\u0301", "\u0301", "a\ufe0f", "ê", "😀", "a\u0301\u0323\u0300\u0327"})
    void a_million_characters_are_rewritten_in_linear_time(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());
        assertThat(WITHOUT_ACCENTS.apply(text).before().units()).isEqualTo(text.length());
    }
}
