package io.heliograph.sandbox.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SandboxRequestTest {
    private static SandboxRequest request(String path, @Nullable String query, String body) {
        return new SandboxRequest("POST", path, query, Map.of("X-Key", List.of("one", "two")), body.getBytes(UTF_8));
    }

    @Test
    void a_form_is_read_with_its_signs() {
        SandboxRequest request = request("/", null, "To=%2B66812345678&Body=a+b%26c&Empty&Empty2=");

        assertThat(request.form())
                .containsExactly(
                        entry("To", "+66812345678"), entry("Body", "a b&c"), entry("Empty", ""), entry("Empty2", ""));
        assertThat(request("/", null, "").form()).isEmpty();
    }

    @Test
    void a_header_is_found_in_any_case_of_its_name() {
        assertThat(request("/", null, "").header("x-KEY")).isEqualTo("one");
        assertThat(request("/", null, "").headers("x-key")).containsExactly("one", "two");
        assertThat(request("/", null, "").header("absent")).isEmpty();
    }

    @Test
    void a_body_over_the_limit_reads_as_empty() {
        SandboxRequest request = new SandboxRequest("POST", "/", null, Map.of(), new byte[SandboxRequest.MAX_BODY + 1]);

        assertThat(request.tooLarge()).isTrue();
        assertThat(request.body()).isEmpty();
        assertThat(new SandboxRequest("POST", "/", null, Map.of(), new byte[SandboxRequest.MAX_BODY]).tooLarge())
                .isFalse();
    }

    @Test
    void a_child_is_exactly_one_decoded_segment() {
        assertThat(request("/messages/a%2Fb+c", null, "").child("/messages")).isEqualTo("a/b+c");
        assertThat(request("/messages/a/b", null, "").child("/messages")).isNull();
        assertThat(request("/messages/", null, "").child("/messages")).isNull();
        assertThat(request("/messages", null, "").child("/messages")).isNull();
    }

    @Test
    void its_string_has_neither_path_nor_body() {
        assertThat(request("/66812345678", "key=secret", "text")).hasToString("SandboxRequest[method=POST]");
    }
}
