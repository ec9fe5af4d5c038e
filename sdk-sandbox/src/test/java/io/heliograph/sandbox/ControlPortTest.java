package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPortTest {
    private final Sandbox sandbox = Sandbox.builder().clock(new TestClock()).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private URI at(String path) {
        return sandbox.url().resolve(path);
    }

    @Test
    void every_vendor_is_served_under_its_name() {
        JsonResponse wavix = Browser.send(
                "POST",
                at("wavix/v3/messages"),
                "{\"from\":\"Wavix\",\"to\":\"+66812345678\",\"message_body\":{\"text\":\"Hi\",\"media\":null}}",
                "Authorization",
                Browser.BEARER,
                "Content-Type",
                "application/json");
        JsonResponse android =
                Browser.get(at("androidgateway/3rdparty/v1/messages/absent"), "Authorization", Browser.BASIC);

        assertThat(wavix.status()).isEqualTo(201);
        assertThat(Browser.getWavix(sandbox, wavix.text("message_id")).status()).isEqualTo(200);
        assertThat(android.json()).isEqualTo(Map.of("message", "message not found"));
    }

    @Test
    void the_page_has_the_token_of_its_changes_and_needs_nothing_from_outside() {
        JsonResponse page = Browser.get(sandbox.url());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';");
        assertThat(page.body()).containsPattern("<meta name=\"sandbox-token\" content=\"[0-9a-f-]{36}\"");
        assertThat(Browser.get(at("assets/main.js")).status()).isEqualTo(200);
    }

    @Test
    void the_page_changes_things_with_its_token() {
        String page = Browser.get(sandbox.url()).body();
        String token = page.replaceAll("(?s).*<meta name=\"sandbox-token\" content=\"([^\"]*)\".*", "$1");
        String own = "http://127.0.0.1:" + sandbox.url().getPort();

        assertThat(Browser.send("POST", at("api/reset"), "{}", "Origin", own, "X-Sandbox-Token", token)
                        .status())
                .isEqualTo(204);
        assertThat(Browser.send("POST", at("api/reset"), "{}", "Origin", own, "X-Sandbox-Token", token + "x")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "assets/main.js"})
    void another_method_isnt_allowed(String path) {
        JsonResponse response = Browser.send("POST", at(path), "");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pigeon/v1", "wavix", "replies", "inbox.json", "vendors.json", "favicon.ico", "assets/absent.js"
            })
    void an_unknown_path_says_what_is_here(String path) {
        JsonResponse response = Browser.get(at(path));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text("error")).contains("/api/messages, ", "/api/openapi.json");
    }

    @Test
    void a_head_request_gets_no_body() {
        String answer = Browser.raw(sandbox.url(), "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405 ").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:80"})
    void a_local_host_is_served(String host) {
        assertThat(Browser.raw(
                        sandbox.url(), "GET /api/clock HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.test",
                "Host: evil.test:80",
                "Host: localhost.evil.test",
                "Host: 127.0.0.1.evil.test",
                "Host: ::1",
                "Host: localhost:80:80",
                "Host: localhost:x",
                "Host:",
                "Host: localhost\r\nHost: evil.test",
                "X-Host: localhost"
            })
    void another_host_is_forbidden_on_every_port(String header) {
        for (String path : List.of("/", "/api/messages", "/api/sends")) {
            String request = "GET " + path + " HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n";
            assertThat(Browser.raw(sandbox.url(), request)).startsWith("HTTP/1.1 403 ");
            for (String vendor : sandbox.vendors()) {
                assertThat(Browser.raw(sandbox.baseUrl(vendor), request)).startsWith("HTTP/1.1 403 ");
            }
        }
    }

    @Test
    void another_process_registers_its_webhooks_and_again_when_it_starts_again() {
        try (Receiver receiver = new Receiver()) {
            for (String vendor : List.of("wavix", "nativehub", "nativehub")) {
                assertThat(Browser.send(
                                        "PUT",
                                        at("api/webhooks/" + vendor),
                                        "{\"url\":\"" + receiver.uri("/" + vendor) + "\"}")
                                .status())
                        .isEqualTo(204);
            }
            sandbox.reply("wavix", "+66812345678", "ACME", "hello");
            sandbox.reply("nativehub", "+66812345678", "ACME", "hello");

            assertThat(sandbox.sendDueWebhooks()).isEqualTo(2);
            assertThat(receiver.taken())
                    .extracting(got -> got.uri().getPath())
                    .containsExactlyInAnyOrder("/wavix", "/nativehub");
        }
    }
}
