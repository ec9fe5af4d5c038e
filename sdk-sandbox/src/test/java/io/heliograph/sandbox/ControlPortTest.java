package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.model.SandboxFault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPortTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private URI at(String path) {
        return sandbox.url().resolve(path);
    }

    private void send(String text) {
        JsonResponse response = Browser.postWavix(
                sandbox, "{\"from\":\"A & B\",\"to\":\"+66812345678\",\"message_body\":{\"text\":\"" + text + "\"}}");
        assertThat(response.status()).isEqualTo(201);
    }

    @Test
    void the_inbox_page_shows_messages_and_faults() {
        send("Your code is 482910");
        clock.advance(Duration.ofSeconds(2));
        sandbox.fault("androidgateway", SandboxFault.ACCEPT_THEN_HANG);

        JsonResponse page = Browser.get(sandbox.url());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("wavix", "+66812345678", "from A &amp; B", "Your code is 482910", "delivered", "12:00:00")
                .contains("Inbox: 1 message<")
                .contains("androidgateway", "accept-then-hang", "no fault")
                .contains(sandbox.baseUrl("wavix").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "66812345678, 0, 'state ', pending",
        "66812345678, 2, state good, success",
        "66812340002, 0, state bad, blocked",
        "66812340004, 9, state bad, timeout"
    })
    void the_inbox_page_distinguishes_success_from_failure(String to, int seconds, String tone, String state) {
        Browser.call(sandbox, "thaibulk", "POST", "/sms/send", """
                {"sender":"HELIOGRAPH","content":"\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35","msisdns":["%s"]}""".formatted(to));
        clock.advance(Duration.ofSeconds(seconds));

        assertThat(Browser.get(sandbox.url()).body())
                .contains("<span class=\"" + tone + "\">" + state + "</span>", "<strong>" + to + "</strong>")
                .contains("\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", "from HELIOGRAPH");
    }

    @Test
    void the_inbox_page_shows_what_waits_and_what_was_called_off() {
        String scheduled = """
                {"sender":"HELIOGRAPH","content":"Hi","msisdns":["66812345678"],
                 "scheduledTime":"2026-03-02T19:00:00+07:00"}""";
        String uuid = Browser.call(sandbox, "thaibulk", "POST", "/sms/send", scheduled)
                .text("uuid");
        assertThat(Browser.get(sandbox.url()).body()).contains("<span class=\"state soft\">scheduled</span>");

        Browser.call(sandbox, "thaibulk", "POST", "/sms/" + uuid + "/cancel", "");

        assertThat(Browser.get(sandbox.url()).body()).contains("<span class=\"state soft\">cancelled</span>");
    }

    @Test
    void the_inbox_page_escapes_html() {
        send("<script>alert('1')</script> \\\"&amp;\\\"");

        assertThat(Browser.get(sandbox.url()).body())
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &quot;&amp;amp;&quot;")
                .doesNotContain("<script");
    }

    @Test
    void the_inbox_page_needs_nothing_from_outside() {
        JsonResponse page = Browser.get(sandbox.url());

        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("src=", "href=", "url(").contains("http-equiv=\"refresh\"");
        assertThat(page.body()).contains("No message yet.");
    }

    @Test
    void the_inbox_page_shows_the_newest_messages_first_and_not_too_many() {
        for (int i = 1; i <= 201; i++) {
            send("text-" + i + ".");
        }

        String page = Browser.get(sandbox.url()).body();

        assertThat(page.indexOf("text-201.")).isBetween(1, page.indexOf("text-200."));
        assertThat(page).contains("Inbox: 201 messages", "The newest 200 are shown.", "text-2.");
        assertThat(page).doesNotContain("text-1.");
    }

    @Test
    void the_inbox_is_there_as_json_oldest_first() {
        send("one");
        clock.advance(Duration.ofSeconds(1));
        Browser.postAndroid(sandbox, "", """
                {"id":"m-1","message":"two","phoneNumbers":["+66811111111"]}""");

        JsonResponse response = Browser.get(at("inbox.json"));

        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
        String id = sandbox.inbox().get(0).id();
        assertThat(response.body())
                .isEqualTo("[{\"vendor\":\"wavix\",\"id\":\"" + id + "\",\"to\":\"+66812345678\",\"from\":\"A & B\","
                        + "\"text\":\"one\",\"state\":\"sent\",\"acceptedAt\":\"2026-03-01T12:00:00.250Z\"},"
                        + "{\"vendor\":\"androidgateway\",\"id\":\"m-1\",\"to\":\"+66811111111\",\"from\":null,"
                        + "\"text\":\"two\",\"state\":\"Pending\",\"acceptedAt\":\"2026-03-01T12:00:01.250Z\"}]");
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

    @ParameterizedTest
    @CsvSource({"outage, OUTAGE", "rate-limited, RATE_LIMITED", "accept-then-hang, ACCEPT_THEN_HANG", "none, NONE"})
    void a_fault_is_set_by_its_name(String word, SandboxFault fault) {
        JsonResponse response = Browser.send("PUT", at("faults/wavix"), word + "\n");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(word + "\n");
        assertThat(sandbox.fault("wavix")).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OUTAGE", "rate_limited", "outage now"})
    void an_unknown_fault_is_rejected_with_the_known_ones(String word) {
        JsonResponse response = Browser.send("PUT", at("faults/wavix"), word);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("none, outage, rate-limited, accept-then-hang");
        assertThat(sandbox.fault("wavix")).isEqualTo(SandboxFault.NONE);
    }

    @Test
    void a_fault_of_an_unknown_vendor_isnt_found() {
        JsonResponse response = Browser.send("PUT", at("faults/pigeon"), "outage");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).contains("wavix, androidgateway, nativehub, textingline, thaibulk");
    }

    @Test
    void other_sites_set_no_faults() {
        for (String origin : List.of("http://evil.test", "null", "http://127.0.0.1:1", "https://localhost")) {
            JsonResponse response = Browser.send("PUT", at("faults/wavix"), "outage", "Origin", origin);
            assertThat(response.status()).as(origin).isEqualTo(403);
        }
        assertThat(sandbox.fault("wavix")).isEqualTo(SandboxFault.NONE);

        String own = "http://127.0.0.1:" + sandbox.url().getPort();
        assertThat(Browser.send("PUT", at("faults/wavix"), "rate-limited", "Origin", own)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_fault_of_five_megabytes_is_too_large() {
        assertThat(Browser.send("PUT", at("faults/wavix"), "x".repeat(5_000_000))
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, '', GET",
        "PUT, inbox.json, GET",
        "DELETE, '', GET",
        "PUT, faults, GET",
        "POST, faults/wavix, 'GET, PUT'"
    })
    void another_method_isnt_allowed(String method, String path, String allowed) {
        JsonResponse response = Browser.send(method, at(path), "");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pigeon/v1", "wavix", "replies", "inbox", "favicon.ico"})
    void an_unknown_path_says_what_is_here(String path) {
        JsonResponse response = Browser.get(at(path));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body())
                .contains("/inbox.json", "/wavix/", "/androidgateway/", "/nativehub/", "/textingline/", "/thaibulk/");
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
                        sandbox.url(), "GET /inbox.json HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
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
        String request = "GET /inbox.json HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n";

        assertThat(Browser.raw(sandbox.url(), request)).startsWith("HTTP/1.1 403 ");
        for (String vendor : sandbox.vendors()) {
            assertThat(Browser.raw(sandbox.baseUrl(vendor), request)).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void another_process_learns_where_the_vendors_are_and_how_to_use_them() {
        JsonResponse response = Browser.get(at("vendors.json"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.body())
                .startsWith("[{\"vendor\":\"wavix\",\"basePath\":\"/wavix\",\"credentials\":{\"api-key\":\"sandbox\"},"
                        + "\"webhookSecret\":null},")
                .contains("\"basePath\":\"/androidgateway/3rdparty/v1\"", "\"webhookSecret\":\"sandbox\"");
    }

    @Test
    void another_process_registers_its_webhooks_and_again_when_it_starts_again() {
        try (Receiver receiver = new Receiver()) {
            for (String vendor : List.of("wavix", "nativehub", "nativehub")) {
                assertThat(Browser.send("PUT", at("webhooks/" + vendor), receiver.uri("/" + vendor) + "\n")
                                .status())
                        .isEqualTo(200);
            }
            sandbox.reply("wavix", "+66812345678", "ACME", "hello");
            sandbox.reply("nativehub", "+66812345678", "ACME", "hello");

            assertThat(sandbox.sendDueWebhooks()).isEqualTo(2);
            assertThat(receiver.taken())
                    .extracting(got -> got.uri().getPath())
                    .containsExactlyInAnyOrder("/wavix", "/nativehub");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wavix, http://sms.example.com/hook, 400, localhost",
        "wavix, 'no url', 400, localhost",
        "thaibulk, http://localhost:1/, 400, documents no webhooks",
        "nobody, http://localhost:1/, 404, The vendors are wavix"
    })
    void a_webhook_that_cannot_be_registered_is_refused_with_the_reason(
            String vendor, String url, int status, String reason) {
        JsonResponse response = Browser.send("PUT", at("webhooks/" + vendor), url);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).contains(reason);
    }

    @Test
    void another_site_cannot_register_webhooks() {
        assertThat(Browser.send("PUT", at("webhooks/wavix"), "http://localhost:1/", "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(Browser.get(at("webhooks/wavix")).status()).isEqualTo(405);
    }
}
