package io.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBindingScalarsTest {
    private static Reply read(String json) {
        return Objects.requireNonNull(Reply.BINDING.read(json), "the document couldn't be read");
    }

    /** A document with one invalid value, followed by a valid one that must still be read. */
    private static Reply withValue(String field, String value) {
        Reply reply = read("{\"" + field + "\":" + value + ",\"error_code\":\"after\"}");
        assertThat(reply.errorCode).isEqualTo("after");
        return reply;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"x\", x",
                "\"\", ``",
                "\"  kept  \", `  kept  `",
                "12, 12",
                "-0, -0",
                "1.50, 1.50",
                "12345678901234567890123, 12345678901234567890123",
                "9007199254740993, 9007199254740993",
                "1e400, 1e400",
                "true, true",
                "false, false",
                "\"\\u0e23\\u0e2b\\u0e31\\u0e2a\", รหัส"
            })
    void a_text_is_read_from_any_single_value(String value, String text) {
        assertThat(withValue("id", value).id).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "3, 3",
                "\"3\", 3",
                "\" 3 \", 3",
                "-7, -7",
                "3.0, 3",
                "\"3.00\", 3",
                "3e2, 300",
                "0, 0",
                "2147483647, 2147483647",
                "-2147483648, -2147483648"
            })
    void a_whole_number_is_read_from_a_number_or_a_text(String value, int number) {
        assertThat(withValue("count", value).count).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.5",
                "\"three\"",
                "\"\"",
                "\" \"",
                "\"0x10\"",
                "\"1,000\"",
                "2147483648",
                "-2147483649",
                "99999999999999999999",
                "1e999999999",
                "1e-999999999",
                "\"1e2147483647\"",
                "\"1e2147483648\"",
                "\"1e99999999999\"",
                "1e31",
                "true",
                "null",
                "{}",
                "[]",
                "[3]",
                "{\"count\":3}"
            })
    void what_is_no_whole_number_is_null(String value) {
        assertThat(withValue("count", value).count).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "true, true",
                "false, false",
                "\"true\", true",
                "\"false\", false",
                "1, true",
                "0, false",
                "\"1\", true"
            })
    void a_flag_is_read_from_a_boolean_a_number_or_a_text(String value, boolean flag) {
        assertThat(withValue("ok", value).ok).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"yes\"", "\"\"", "null", "{}", "[true]", "1.5", "-1"})
    void what_is_no_flag_is_null(String value) {
        assertThat(withValue("ok", value).ok).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0.0075, 0.0075",
                "\"0.0075\", 0.0075",
                "1.50, 1.50",
                "-3, -3",
                "1e30, 1E+30",
                "1e-30, 1E-30",
                "0.1234567890123456789, 0.1234567890123456789"
            })
    void an_amount_is_read_to_its_last_digit_with_its_scale(String value, BigDecimal amount) {
        assertThat(withValue("price", value).price).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e31",
                "1e-31",
                "1e999999999",
                "1e2147483647",
                "1e-2147483647",
                "\"1e2147483648\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"free\"",
                "\"\"",
                "null",
                "true",
                "{}",
                "[0.1]"
            })
    void an_amount_that_is_none_or_has_an_absurd_scale_is_null(String value) {
        assertThat(withValue("price", value).price).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "count"})
    void a_number_of_a_million_digits_is_null(String field) {
        Reply reply = withValue(field, "9".repeat(1_000_000));

        assertThat(reply.price).isNull();
        assertThat(reply.count).isNull();
    }

    @Test
    void a_field_is_read_by_its_name_in_the_document() {
        assertThat(read("{\"error_code\":7}").errorCode).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "a\\ud83db", "\ud83d", "\ude00"})
    void half_a_surrogate_pair_in_a_text_does_not_spoil_the_document(String half) {
        assertThat(withValue("id", "\"" + half + "\"").id).isNotNull();
    }

    @Test
    void a_whole_surrogate_pair_is_one_character() {
        assertThat(withValue("id", "\"\\ud83d\\ude00\"").id).isEqualTo("\ud83d\ude00");
    }

    @Test
    void the_last_of_several_values_of_one_name_counts() {
        Reply reply = read("{\"id\":\"x\",\"count\":1,\"id\":{},\"count\":2,\"id\":\"z\"}");

        assertThat(reply.id).isEqualTo("z");
        assertThat(reply.count).isEqualTo(2);
    }
}
