package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @ParameterizedTest
    @ValueSource(strings = {"x", "s3cr3t", "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"})
    void reveal_gives_the_credential_itself(String value) {
        assertThat(Secret.of("api-key", value).reveal()).isEqualTo(value);
    }

    @Test
    void to_string_does_not_print_it() {
        assertThat(Secret.of("api-key", "s3cr3t")).hasToString("***");
    }

    @Test
    void secrets_are_equal_by_their_value() {
        assertThat(Secret.of("api-key", "s3cr3t"))
                .isEqualTo(Secret.of("password", "s3cr3t"))
                .hasSameHashCodeAs(Secret.of("password", "s3cr3t"))
                .isNotEqualTo(Secret.of("api-key", "s3cr3T"))
                .isNotEqualTo(Secret.of("api-key", "s3cr3t2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void a_blank_credential_is_rejected(String value) {
        assertThatThrownBy(() -> Secret.of("api-key", value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("api-key is ");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "' abc',1",
                "'abc ',4",
                "'a b',2",
                "'ab\n',3",
                "'ab\r\nX-Evil: 1',3",
                "'a\u0000b',2",
                "'abc\u007f',4"
            })
    void a_character_that_cannot_stand_in_a_header_is_rejected_with_its_place(String value, int place) {
        assertThatThrownBy(() -> Secret.of("api-key", value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at place " + place + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clé", "ключ", "กุญแจ", "a\u00a0b", "a\u0085b", "key\ufeff"})
    void a_character_outside_ascii_is_rejected(String value) {
        assertThatThrownBy(() -> Secret.of("api-key", value)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void the_error_never_shows_the_value() {
        assertThatThrownBy(() -> Secret.of("api-key", "hunter two"))
                .hasMessageNotContaining("hunter")
                .hasMessageNotContaining("two")
                .hasNoCause();
    }
}
