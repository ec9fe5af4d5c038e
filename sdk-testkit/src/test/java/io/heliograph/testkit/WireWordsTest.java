package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireWordsTest {
    private static final Instant BASE = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"{\"tag\":\"autumn\",\"n\":[7]}", "tag=autumn&n=7", "{ \"tag\" : \"autumn\", \"n\" : 7 }"})
    void a_form_and_json_have_the_same_words(String text) {
        assertThat(WireWords.of(text, BASE)).containsExactlyInAnyOrder("tag", "autumn", "n", "7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T15:00:00Z",
                "2026-11-20T22:00:01+07:00",
                "1795186800",
                "1795186801",
                "1795186800123",
            })
    void a_time_is_so_many_hours_from_another(String time) {
        assertThat(WireWords.of("{\"until\":\"" + time + "\"}", BASE)).containsExactly("in 5 h", "until");
    }

    @Test
    void what_only_looks_like_a_time_is_a_word() {
        assertThat(WireWords.of("abTcd", BASE)).containsExactly("abTcd");
    }
}
