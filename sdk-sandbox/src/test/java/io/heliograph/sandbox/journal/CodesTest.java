package io.heliograph.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {
    @ParameterizedTest
    @CsvSource({
        "Your code is 482913, 482913",
        "Your code is 482-913., 482913",
        "482913 is your code, 482913",
        "G-482913 is your code, 482913",
        "(1234), 1234",
        "12345678, 12345678",
        "code:1234, 1234",
        "'1234, then 5678', 1234 5678",
        "123, ''",
        "123456789, ''",
        "+66812345, ''",
        "02-123-4567, ''",
        "THB 1234.50, ''",
        "'1,234.5678', ''",
        "10:1234, ''",
        "https://example.com/1234, ''",
        "'Hello', ''"
    })
    void a_code_is_4_to_8_digits_and_no_part_of_another_number(String text, String codes) {
        assertThat(String.join(" ", Codes.in(text))).isEqualTo(codes);
    }
}
