package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final ApiClient api = new ApiClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/messages",
        "DELETE, /api/messages/1",
        "POST, /api/messages/delete",
        "POST, /api/messages/1/change",
        "POST, /api/replies",
        "PUT, /api/webhooks/wavix",
        "PUT, /api/faults/wavix",
        "DELETE, /api/faults/wavix",
        "PUT, /api/clock",
        "POST, /api/reset",
        "POST, /api/sends"
    })
    void no_page_of_another_site_changes_anything(String method, String path) {
        api.wavix("+66812345678", "Hi");
        String own = "http://127.0.0.1:" + sandbox.url().getPort();

        for (String[] headers : List.of(
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "null"},
                new String[] {"Origin", "http://localhost:" + sandbox.url().getPort()},
                new String[] {"Origin", own},
                new String[] {"Origin", own, AccessRules.TOKEN, "guessed"},
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site", "Origin", own})) {
            JsonResponse response = api.send(method, path, "{}", headers);
            assertThat(response.status()).as(String.join(" ", headers)).isEqualTo(403);
            assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
        }
        assertThat(api.messages("")).hasSize(1);
    }

    @Test
    void no_page_of_another_site_reports_to_a_vendors_own_port() {
        assertThat(Browser.send(
                                "POST",
                                sandbox.baseUrl("wavix").resolve("/api/sends"),
                                "{\"to\":\"+66812345678\",\"outcome\":\"unknown\"}",
                                "Origin",
                                "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/api/sends").objects("sends")).isEmpty();
    }

    private static SandboxRequest request(String... headers) {
        Map<String, List<String>> all = new java.util.HashMap<>();
        all.put("Host", List.of("localhost:8025"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new SandboxRequest("POST", "/api/reset", null, all, new byte[0]);
    }

    @Test
    void the_page_itself_changes_things_with_its_token() throws ErrorResponseException {
        AccessRules access = new AccessRules("secret-token");

        access.check(request());
        access.check(request("Sec-Fetch-Site", "none"));
        access.check(request(
                "Sec-Fetch-Site", "same-origin", "Origin", "http://localhost:8025", "x-sandbox-token", "secret-token"));
        assertThatThrownBy(() ->
                        access.check(request("Origin", "http://localhost:8026", "X-Sandbox-Token", "secret-token")))
                .isInstanceOf(ErrorResponseException.class);
        assertThat(access).hasToString("AccessRules");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.test", "localhost.evil.test", "127.0.0.1.evil.test"})
    void another_host_reads_nothing(String host) {
        assertThat(Browser.raw(
                        sandbox.url(), "GET /api/messages HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void answers_are_not_kept_and_are_nothing_but_json() {
        JsonResponse response = api.get("/api/messages");

        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }
}
