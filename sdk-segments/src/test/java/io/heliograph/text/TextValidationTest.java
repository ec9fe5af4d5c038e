package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextValidationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "two\nlines",
                "two\r\nlines",
                "a page\fbreak",
                "a\ttab",
                "😀",
                "ก",
                "e\u0301",
                "a\u200Bb",
                "a\u2028b",
                "a\u00A0b",
                "👩\u200d🚀"
            })
    void a_text_that_an_sms_may_hold(String text) {
        assertThat(TextValidation.problem(text)).isEmpty();
        assertThat(Segments.of(text).sendable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u0007", "\b", "\u000b", "\u001b", "\u007f", "\u0085", "\u009b"})
    void a_control_character_is_named_with_its_place(String control) {
        String text = "code 1" + control + "2";

        assertThat(TextValidation.problem(text))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith(String.format(
                                Locale.ROOT, "has the control character U+%04X at place 7; ", (int) control.charAt(0)))
                        .endsWith(
                                "line feed, carriage return, form feed and tab are the only ones that a text may have")
                        .doesNotContain("code"));
        assertThat(Segments.of(text).sendable()).isFalse();
        assertThat(Segments.of(text)).asString().endsWith("not sendable");
        assertThat(Segments.of(text).tooLongFor("Acme")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\ud83d", "ab\ud83dcd", "ab\ude00", "ab\ude00\ud83d", "ab\ud83d\ud83d\ude00"})
    void half_a_surrogate_pair_is_named_with_its_place(String text) {
        assertThat(TextValidation.problem(text))
                .contains("has half a surrogate pair at place 3; was it cut inside an emoji?");
        assertThat(Segments.of(text).sendable()).isFalse();
    }

    @Test
    void the_prefix_of_a_vendor_counts_too() {
        SegmentProfile profile = SegmentProfile.builder().prefix("\u001b[1m").build();

        assertThat(Segments.of("hello", profile).sendable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u00A0", "\u2003 \t", "\u200B", "\uFEFF", "\u2028"})
    void a_text_that_shows_nothing_is_blank(String text) {
        assertThat(TextValidation.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", " a ", "\u200B😀", "ก", "\u0301"})
    void a_text_that_shows_something_is_not_blank(String text) {
        assertThat(TextValidation.isBlank(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "bn-BD", "mr-IN", "ne-NP", "my-MM", "ckb-IQ", "ps-AF", "ar-SA", "as-IN"})
    void figures_have_ascii_digits_in_every_locale(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertThat(Segments.of("a 12’").nonGsm()).singleElement().hasToString("U+2019 at 4");
            assertThat(TextValidation.problem("ab\u0000")).get().asString().contains("U+0000 at place 3");
        } finally {
            Locale.setDefault(before);
        }
    }
}
