package io.heliograph.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
    private static final String TOKEN = "abcdefghijklmnop-_0123456789ABCD";

    private final PageFiles files = new PageFiles(TOKEN, TraceUrl.NONE);

    private SandboxResponse get(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    @Test
    void the_page_has_the_token_once_and_no_place_for_it_left() {
        SandboxResponse page = get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=utf-8");
        assertThat(page.body())
                .containsOnlyOnce("<meta name=\"sandbox-token\" content=\"" + TOKEN + "\">")
                .doesNotContain("{{");
    }

    @Test
    void no_other_file_has_the_token() {
        assertThat(get("/assets/api.js").body()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/main.js, text/javascript; charset=utf-8",
        "/assets/base.css, text/css; charset=utf-8",
        "/assets/icon.svg, image/svg+xml"
    })
    void a_file_comes_with_its_type_twice(String path, String type) {
        SandboxResponse first = get(path);

        assertThat(first.headers()).containsEntry("Content-Type", type);
        assertThat(first.body()).isNotBlank().isEqualTo(get(path).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/assets/main.js", "/assets/base.css", "/assets/icon.svg"})
    void every_file_comes_with_the_policy_and_is_not_cached(String path) {
        assertThat(get(path).headers())
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                                + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/index.html",
                "/assets/",
                "/assets/index.html",
                "/assets/nothing.js",
                "/assets/../index.html",
                "/assets/%2e%2e/index.html",
                "/assets//main.js",
                "/assets/PageFiles.class",
                "/assets/main.js/",
                "/assets/main.js?x",
                "//assets/main.js",
                "/api/messages"
            })
    void nothing_else_is_served(String path) {
        assertThat(files.get(path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "\"><script>alert(1)</script>", "abcdefghijklmnop\n"})
    void a_token_that_could_be_markup_is_an_error_that_does_not_repeat_it(String token) {
        assertThatThrownBy(() -> new PageFiles(token, TraceUrl.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The page's token must be 16 to 128 letters, digits, hyphens and underscores; this one isn't.");
    }

    @Test
    void the_url_of_traces_is_in_the_page_and_cannot_end_the_attribute() {
        TraceUrl url = new TraceUrl("https://traces.example/explore?trace={traceId}&view=all");

        assertThat(Objects.requireNonNull(new PageFiles(TOKEN, url).get("/")).body())
                .containsOnlyOnce(
                        "<meta name=\"trace-url\" content=\"https://traces.example/explore?trace={traceId}&amp;view=all\">");
        assertThat(get("/").body()).containsOnlyOnce("<meta name=\"trace-url\" content=\"\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traces",
                "https://traces.example/trace",
                "https://traces.example/trace/{traceId}\"><script>",
                "https://{traceId}/",
                "javascript:alert('{traceId}')",
                "ftp://traces.example/{traceId}",
                "/trace/{traceId}"
            })
    void what_is_no_url_of_a_trace_is_refused_with_what_would_be_right(String pattern) {
        assertThatThrownBy(() -> new TraceUrl(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A trace URL must be an http or https URL with {traceId}")
                .hasMessageEndingWith("this one has " + pattern.length() + " characters and isn't.");
    }
}
