package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.Property;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueShapeTest {
    /** Classes of characters that a shape mustn't distinguish. */
    private static final List<String> CLASSES =
            List.of("0123456789", "aZéßกข漢", "-.()#/@_'๑\u00a0\ud83d\u0007", " \t\n\u2003");

    private static final String COUNTED = "\\d+ (digits?|letters?|other characters?)";

    @Test
    void null_is_missing() {
        assertThat(ValueShape.of(null)).isEqualTo("missing");
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "'  ', blank",
        "'\n', blank",
        "7, 1 digit",
        "66812345678, 11 digits",
        "a, 1 letter",
        "abc, 3 letters",
        "!, 1 other character",
        "081-234 5678, 10 digits and 2 other characters",
        "abc12!, 2 digits and 3 letters and 1 other character",
        "+66812345678, 11 digits after a +",
        "+66a, 2 digits and 1 letter after a +",
        "'+66 81', '4 digits and 2 other characters, the first a +'",
        "66+, 2 digits and 1 other character",
        "๑๒, 2 other characters"
    })
    void a_shape_counts_kinds_of_characters(String value, String shape) {
        assertThat(ValueShape.of(value)).isEqualTo(shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "++"})
    void a_shape_of_nothing_but_pluses_reads_well(String value) {
        assertThat(ValueShape.of(value)).matches("\\S(.*\\S)?").doesNotContain("  ");
    }

    @Test
    void values_of_one_shape_cannot_be_told_apart() {
        Property.check(2_000, random -> {
            String value = (random.nextInt(4) == 0 ? "+" : "") + randomText(random);

            assertThat(ValueShape.of(substituted(random, value))).isEqualTo(ValueShape.of(value));
        });
    }

    @Test
    void a_shape_is_made_of_counts_and_fixed_words_only() {
        Property.check(
                2_000,
                random -> assertThat(ValueShape.of(randomText(random)))
                        .matches("empty|blank|" + COUNTED + "( and " + COUNTED + "){0,2}"));
    }

    private static String randomText(Random random) {
        return Property.text(random, String.join("", CLASSES), 0, 24);
    }

    /** The value with each character replaced by another of its class. */
    private static String substituted(Random random, String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            String alphabet = CLASSES.stream()
                    .filter(characters -> characters.indexOf(c) >= 0)
                    .findFirst()
                    .orElse("+");
            text.append(Property.pick(random, alphabet));
        }
        return text.toString();
    }
}
