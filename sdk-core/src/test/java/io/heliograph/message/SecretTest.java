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
    void a_placeholder_is_no_credential_and_is_not_repeated() {
        assertThatThrownBy(() -> Secret.of("api-key", "${WAVIX_KEY}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("api-key has a placeholder that nothing fills; only Spring fills placeholders, so give the"
                        + " value itself");
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

    @ParameterizedTest
    @CsvSource({
        "https://u:hunter2@example.com/a?token=x, https://***@example.com/a?token=x",
        "https://hunter2@[::1]:8080/, https://***@[::1]:8080/",
        "http://u:hun@ter2@example.com, http://***@example.com",
        "jdbc:postgresql://u:hunter2@db/sms, jdbc:postgresql://***@db/sms",
        "https://u:hun/ter2@example.com/sms, https://***@example.com/sms",
        "https://u:hun ter2@example.com/sms, https://***@example.com/sms",
        "https://u:hunter2@example.com/{provider}, https://***@example.com/{provider}",
        "u:hunter2@example.com, ***@example.com",
        "//u:hunter2@example.com, //***@example.com",
        "user:pw//x@host, ***@host",
        "user:pw://x@host, ***@host",
        "https:/u:hunter2@host, ***@host",
        "https://user:9/Zr3tSecret@host/, https://***@host/",
        "https://user:?pw@host, https://***@host",
        "https://user:#pw@host, https://***@host",
        "https://jo.doe:?pw@host, https://***@host",
        "https://ab12/Cd34==@host, https://***@host",
        "https://u:hun@ter/2@example.com, https://***@example.com",
        "https://u%3Apw%40host/, https://***%40host/",
        "https%3A%2F%2Fu%3Apw%40host/, ***%40host/",
        "https://u:pw@example.com/@user, https://***@example.com/@user",
        "'https://a:b@h1,https://c:d@h2', https://***@h2",
        "'https://a.example/x,https://c:d@h2', 'https://a.example/x,https://***@h2'",
        "'https://a:b@a.example/x,https://c:d@h2', 'https://***@a.example/x,https://***@h2'",
        "https://a.example/?u=https%3A%2F%2Fc%3Ad%40h2, https://a.example/?u=https%3A%2F%2F***%40h2"
    })
    void a_login_in_a_url_is_masked(String url, String shown) {
        assertThat(Secret.maskLogin(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/users/@me",
                "https://example.com/sms?from=a@b",
                "https://example.com/@user",
                "https://localhost:8080/a@b",
                "https://[::1]:8080/a@b",
                "http://127.0.0.1:8025/?from=a%40b",
                "http://127.0.0.1:8025/",
                "/webhooks/sms/wavix",
                "no URL at all"
            })
    void a_url_without_a_login_stays_as_it_is(String url) {
        assertThat(Secret.maskLogin(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//a.bc/", "/", ":", "a.", "@"})
    void a_long_text_is_masked_in_one_pass(String part) {
        String url = "https://" + part.repeat(100_000 / part.length()) + "//u:hunter2@h";
        assertThat(Secret.maskLogin(url)).endsWith("***@h").doesNotContain("hunter2");
    }
}
