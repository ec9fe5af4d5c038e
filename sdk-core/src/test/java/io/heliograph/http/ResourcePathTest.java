package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.testing.Property;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePathTest {
    private static final ResourcePath MESSAGES =
            new ResourcePath(HttpUrl.get("https://api.example.com/v1/messages"), new Redactor(List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", ".", ".."})
    void an_id_that_is_none_or_climbs_is_rejected(String id) {
        assertThatThrownBy(() -> MESSAGES.child(id))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("id ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "/", "../other", "a\\b", "\\", "a\u0000b", "a\nb", "a\r\nX-Evil: 1", "a\tb", "a\u007fb"})
    void an_id_with_a_slash_or_a_control_character_is_rejected(String id) {
        assertThatThrownBy(() -> MESSAGES.child(id))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("id has a slash or a control character");
    }

    @ParameterizedTest
    @CsvSource({
        "m-1, m-1",
        "...,...",
        "..x, ..x",
        "a?b, a%3Fb",
        "a#b, a%23b",
        "a b, a%20b",
        "%2e%2e, %252e%252e",
        "%2F, %252F",
        "100%, 100%25",
        "ไทย, %E0%B9%84%E0%B8%97%E0%B8%A2"
    })
    void other_ids_stand_in_the_path_as_one_segment(String id, String segment) {
        assertThat(MESSAGES.child(id).url()).hasToString("https://api.example.com/v1/messages/" + segment);
    }

    @Test
    void no_id_leaves_its_place_in_the_path() {
        Property.check(3_000, random -> {
            String id = Property.text(random, "ab1.%2eEfF/\\?#;&=:@ +~\u00a0ไ\u0000\n", 1, 12);
            HttpUrl url;
            try {
                url = MESSAGES.child(id).url();
            } catch (InvalidRequestException e) {
                return;
            }
            assertThat(url.pathSegments()).as(id).containsExactly("v1", "messages", id);
            assertThat(url.host()).isEqualTo("api.example.com");
            assertThat(url.query()).isNull();
            assertThat(url.fragment()).isNull();
        });
    }

    @Test
    void a_query_is_encoded() {
        ResourcePath target = MESSAGES.query("tag", "a&b=c d+e#f").query("page", "2");

        assertThat(target.url().queryParameter("tag")).isEqualTo("a&b=c d+e#f");
        assertThat(target.url().queryParameter("page")).isEqualTo("2");
        assertThat(target.url().encodedQuery()).doesNotContain("c d").doesNotContain("#");
    }

    @Test
    void a_child_or_a_query_is_a_new_target() {
        assertThat(MESSAGES.child("m-1").query("a", "b")).isNotSameAs(MESSAGES);
        assertThat(MESSAGES.url()).hasToString("https://api.example.com/v1/messages");
    }

    @Test
    void to_string_shows_the_path_only() {
        assertThat(MESSAGES.query("to", "66812345678")).hasToString("/v1/messages");
    }
}
