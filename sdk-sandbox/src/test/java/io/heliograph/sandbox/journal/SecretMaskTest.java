package io.heliograph.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
    @ParameterizedTest
    @CsvSource({
        "http://u:a&b@h, http://***@h",
        "http://u:it''s@h, http://***@h",
        "http://u:hun/ter2@h, http://***@h",
        "http:\\/\\/u:hun\\/ter2@h\\/a, http:\\/\\/***@h\\/a",
        "http://u:hunter2\\u0040h/, http://***\\u0040h/",
        "http\\u003a\\u002f\\u002fu:hunter2@h, http\\u003a\\u002f\\u002f***@h",
        "http://u:a\\u0026b@h, http://***@h",
        "http://a:b@h1;http://c:d@h2, http://***@h1;http://***@h2",
        "http://a.example/x;http://c:d/e@h2, http://a.example/x;http://***@h2"
    })
    void a_login_in_json_is_masked(String url, String shown) {
        assertThat(SecretMask.body("{\"url\":\"" + url + "\",\"to\":\"a@b\"}"))
                .isEqualTo("{\"url\":\"" + shown + "\",\"to\":\"a@b\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "https%3A%2F%2Fu%3Ahunter2@h, https%3A%2F%2F***@h",
        "https:%2F%2Fu:hunter2@h, https:%2F%2F***@h",
        "https%3A%2F%2Fu%3Aa%2Fb%40h, https%3A%2F%2F***%40h",
        "https%3a%2f%2fu%3aa%2Bb%40h, https%3a%2f%2f***%40h",
        "https://u:a+b@h, https://***@h",
        "https://my.example:1%2Fter@h, https://***@h",
        "http://u:hun/ter2@h, http://***@h"
    })
    void a_login_in_a_form_or_a_query_is_masked(String url, String shown) {
        assertThat(SecretMask.body("cb=" + url + "&to=a%40b")).isEqualTo("cb=" + shown + "&to=a%40b");
        assertThat(SecretMask.path("/v3?cb=" + url + "&to=a@b")).isEqualTo("/v3?cb=" + shown + "&to=a@b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"see http://x.y/ or mail a@b\"}",
                "{\"text\":\"see http://x.y/\\nor mail a@b\"}",
                "{\"text\":\"see http://x.y/\\u000aa@b\"}",
                "{\"text\":\"https://maps.example.com/@13.7,100.5\"}",
                "[\"http://x/\",\"a@b\"]",
                "text=see+http%3A%2F%2Fx.y%2F+or+mail+a%40b",
                "text=see%20http%3A%2F%2Fx.y%2F%20or%20mail%20a%40b",
                "text=see%20http%3A%2F%2Fx.y%2F%0Aa%40b",
                "u=https%3A%2F%2Fexample.com%3A8080%2F%40user",
                "<a href=\"http://x/\">a@b</a>",
                "http://localhost:8080/a@b"
            })
    void an_ordinary_text_stays_readable(String body) {
        assertThat(SecretMask.body(body)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://u:hunt", "http://u:", "http://u:hunter2", "http:\\/\\/u:hunter2\\u00", "http://u:hu%4"})
    void a_login_that_the_cut_parts_is_masked(String part) {
        String before = "{\"text\":\"" + "x".repeat(16_384 - 10 - part.length()) + " ";
        String shown = SecretMask.body(before + part + "er2@h\"}");
        assertThat(shown).endsWith("***… (7 more characters)").doesNotContain("u:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Location", "Referer"})
    void a_login_in_a_header_is_masked(String name) {
        assertThat(SecretMask.headers(Map.of(name, List.of("http://u:a&b@h/?c=d", "http://u:e/f@g"))))
                .isEqualTo(Map.of(name, "http://***@h/?c=d, http://***@g"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"://", "://a.bc/", "http:%2F%2F", "/", ":", "%3A", "@", "\\", "\\u0041", "a.", "a b"})
    void a_long_text_is_masked_in_one_pass(String part) {
        String path = part.repeat(100_000 / part.length()) + "://u:hunter2@h";
        assertThat(SecretMask.path(path)).endsWith("***@h").doesNotContain("hunter2");
    }
}
