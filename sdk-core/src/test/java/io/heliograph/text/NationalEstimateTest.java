package io.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.Property;
import io.heliograph.text.NationalEstimate.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NationalEstimateTest {
    /** As many as the standard's tables have, without the escape and repeated cells. */
    @ParameterizedTest
    @CsvSource({
        "TURKISH, 1, 127, 17",
        "SPANISH, 2, 0, 19",
        "PORTUGUESE, 3, 127, 37",
        "BENGALI, 4, 114, 80",
        "GUJARATI, 5, 120, 68",
        "HINDI, 6, 127, 86",
        "KANNADA, 7, 120, 71",
        "MALAYALAM, 8, 120, 80",
        "ORIYA, 9, 116, 73",
        "PUNJABI, 10, 110, 74",
        "TAMIL, 11, 102, 75",
        "TELUGU, 12, 120, 76",
        "URDU, 13, 127, 88"
    })
    void theTablesHoldSoManyCharacters(NationalLanguage language, int code, int locking, int singleShift) {
        assertThat(language.code()).isEqualTo(code);
        assertThat(language.locking().chars().filter(c -> c != 0xffff).distinct())
                .hasSize(locking);
        assertThat(language.singleShift().chars().distinct()).hasSize(singleShift);
    }

    @ParameterizedTest
    @EnumSource(NationalLanguage.class)
    void everyCharacterOfTheTablesIsAssignedAndCostsOneOrTwo(NationalLanguage language) {
        (language.locking() + language.singleShift())
                .chars()
                .filter(c -> c != 0xffff)
                .forEach(c -> {
                    assertThat(Character.isDefined(c)).as("U+%04X", c).isTrue();
                    assertThat(NationalEstimate.of(Character.toString(c), language))
                            .as("U+%04X", c)
                            .hasValueSatisfying(its -> assertThat(its.units()).isIn(1, 2));
                });
    }

    @ParameterizedTest
    @EnumSource(NationalLanguage.class)
    void digitsSpaceAndTheExtensionTableAreInEveryLanguage(NationalLanguage language) {
        assertThat(language.singleShift()).contains("\f", "^", "{", "}", "\\", "[", "~", "]", "|", "€");
        assertThat(NationalEstimate.of("0123456789 az\r\n", language))
                .hasValueSatisfying(its -> assertThat(its.units()).isEqualTo(15));
    }

    @ParameterizedTest
    @CsvSource({
        "TURKISH, ş, 155, LOCKING, 1, 155, 0",
        "TURKISH, ş, 156, LOCKING, 2, 156, 142",
        "TURKISH, ş, 298, LOCKING, 2, 298, 0",
        "TURKISH, ş, 299, LOCKING, 3, 299, 148",
        "SPANISH, á, 77, SINGLE_SHIFT, 1, 154, 1",
        "SPANISH, á, 78, SINGLE_SHIFT, 2, 156, 141",
        "SPANISH, á, 148, SINGLE_SHIFT, 2, 296, 1",
        "SPANISH, á, 149, SINGLE_SHIFT, 3, 298, 147",
        "PORTUGUESE, ã, 155, LOCKING, 1, 155, 0",
        "HINDI, न, 155, LOCKING, 1, 155, 0",
        "HINDI, नA, 50, BOTH, 1, 150, 2",
        "HINDI, नA, 51, BOTH, 2, 153, 138",
        "URDU, پ, 160, LOCKING, 2, 160, 138",
        "BENGALI, ০, 70, SINGLE_SHIFT, 1, 140, 15"
    })
    void aTextTakesTheCheapestTablesOfItsLanguage(
            NationalLanguage language, String piece, int times, Tables tables, int parts, int units, int unitsLeft) {
        NationalEstimate estimate =
                NationalEstimate.of(piece.repeat(times), language).orElseThrow();
        assertThat(estimate.tables()).isEqualTo(tables);
        assertThat(estimate.parts()).isEqualTo(parts);
        assertThat(estimate.units()).isEqualTo(units);
        assertThat(estimate.unitsLeft()).isEqualTo(unitsLeft);
        assertThat(estimate.unitsPerPart()).hasSize(parts);
        assertThat(estimate.language()).isEqualTo(language);
    }

    @Test
    void aTextOutsideTheTablesHasNoEstimate() {
        assertThat(NationalEstimate.of("ก", NationalLanguage.HINDI)).isEmpty();
        assertThat(NationalEstimate.cheapest("नமிழ்")).isEmpty();
        assertThat(NationalEstimate.cheapest("😀")).isEmpty();
        assertThat(NationalEstimate.of("\u001b", NationalLanguage.URDU)).isEmpty();
        assertThat(NationalEstimate.of("\uffff", NationalLanguage.TURKISH)).isEmpty();
    }

    @Test
    void theCheapestOfAllLanguagesIsFound() {
        assertThat(NationalEstimate.cheapest("İstanbul'da güneşli bir gün"))
                .hasValueSatisfying(its -> assertThat(its.language()).isEqualTo(NationalLanguage.TURKISH));
        assertThat(NationalEstimate.cheapest("não há informação"))
                .hasValueSatisfying(its -> assertThat(its.language()).isEqualTo(NationalLanguage.PORTUGUESE));
        assertThat(NationalEstimate.cheapest("தமிழ்"))
                .hasValueSatisfying(its -> assertThat(its.language()).isEqualTo(NationalLanguage.TAMIL));
    }

    @Test
    void anEmptyTextIsOnePart() {
        assertThat(NationalEstimate.of("", NationalLanguage.TAMIL)).hasValueSatisfying(its -> {
            assertThat(its.unitsPerPart()).containsExactly(0);
            assertThat(its.unitsLeft()).isEqualTo(155);
            assertThat(its).hasToString("TAMIL SINGLE_SHIFT, 1 part, 0 units");
        });
    }

    @ParameterizedTest
    @EnumSource(NationalLanguage.class)
    void noTablesAreCheaperThanTheEstimateAndItsFiguresAgree(NationalLanguage language) {
        Property.check(50, random -> {
            String alphabet = (language.locking() + language.singleShift()).replace("\uffff", "");
            String text = Property.text(random, alphabet, 0, 400);
            NationalEstimate.of(text, language).ifPresent(estimate -> {
                assertThat(estimate.unitsPerPart().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .isEqualTo(estimate.units());
                int alone = estimate.tables() == Tables.BOTH ? 152 : 155;
                int most = estimate.parts() == 1 ? alone : alone - 6;
                assertThat(estimate.unitsPerPart()).allMatch(units -> units <= most);
                assertThat(estimate.unitsLeft()).isBetween(0, most);
                assertThat(estimate.units()).isBetween(text.length(), 2 * text.length());
                assertThat(NationalEstimate.cheapest(text))
                        .hasValueSatisfying(its -> assertThat(its.parts()).isLessThanOrEqualTo(estimate.parts()));
            });
        });
    }
}
