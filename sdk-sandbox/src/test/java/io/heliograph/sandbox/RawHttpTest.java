package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a client that writes its own bytes sends. */
class RawHttpTest {
    private static final Map<String, String> CREDENTIALS = Map.of(
            "wavix", "Authorization: Bearer sandbox",
            "androidgateway", "Authorization: Basic c2FuZGJveDpzYW5kYm94",
            "nativehub", "X-API-Key: sandbox",
            "textingline", "Authorization: Basic c2FuZGJveDpzYW5kYm94",
            "thaibulk", "x-api-key: sandbox");

    private final Sandbox sandbox = Sandbox.builder().clock(new TestClock()).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private String get(String vendor, String target) {
        return Browser.raw(
                sandbox.baseUrl(vendor),
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + CREDENTIALS.get(vendor)
                        + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wavix       | /v3/messages/%zz                 | {"success":false,"message":"Missing or invalid parameter URL"}
            wavix       | /v3/messages?type=%              | {"success":false,"message":"Missing or invalid parameter URL"}
            nativehub   | /api/v1/messages/%4              | {"error":"invalid value of URL"}
            nativehub   | /api/v1/dnc/check?phone=%2       | {"error":"invalid value of URL"}
            thaibulk    | /api/v2/sms/%G1                  | {"error":"Invalid parameter: URL"}
            textingline | /api/v1/messaging/message?a=%%   | {"code":33005,"message":"The URL is malformed","status":400,"moreInfo":"https://docs.smsfactory.com/page/errors/33005"}
            """)
    void a_stray_percent_sign_gets_the_vendors_own_error(String vendor, String target, String body) {
        assertThat(get(vendor, target))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/json")
                .endsWith("\r\n\r\n" + body);
    }

    @Test
    void a_stray_percent_sign_is_a_character_to_the_android_gateway() {
        assertThat(get("androidgateway", "/3rdparty/v1/messages/%zz"))
                .startsWith("HTTP/1.1 404 ")
                .endsWith("{\"message\":\"message not found\"}");
    }

    @Test
    void a_stray_percent_sign_is_no_page_of_the_sandbox() {
        assertThat(Browser.raw(sandbox.url(), "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .contains("/api/messages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE",
                "GET /",
                "GET / HTTP/2.0",
                "GET / HTTP/1.1\r\nno header",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nx"
            })
    void what_is_no_http_is_refused_and_the_connection_ends(String request) {
        assertThat(Browser.raw(sandbox.url(), request + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Connection: close");
    }

    @Test
    void requests_on_one_connection_are_answered_in_their_order() {
        String next = "GET /api/clock HTTP/1.1\r\nHost: localhost\r\n";

        String answers = Browser.raw(
                sandbox.url(),
                next + "\r\n" + "\r\n" + next.replace("/api/clock", "/webhooks") + "\r\n" + next
                        + "Connection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1\\.1 ", -1)).hasSize(4);
        assertThat(answers).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 404 ");
    }

    @Test
    void a_body_in_chunks_is_read() {
        String head = "PUT /api/faults/wavix HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String chunks = String.join("\r\n", "d", "{\"fault\":\"out", "5;x=y", "age\"}", "0", "Trailer: one", "", "");

        String answer = Browser.raw(sandbox.url(), head + "Transfer-Encoding: chunked\r\n\r\n" + chunks);

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"outage\"");
    }

    @Test
    void a_client_that_waits_to_send_its_body_is_told_to_go_on() {
        String answer = Browser.raw(
                sandbox.url(),
                "PUT /api/faults/wavix HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n"
                        + "Content-Length: 16\r\n\r\n{\"fault\":\"none\"}");

        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ");
    }

    @Test
    void the_whole_url_and_http_1_0_are_understood() {
        assertThat(Browser.raw(sandbox.url(), "GET http://localhost/api/messages HTTP/1.0\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"messages\":[],\"total\":0,\"before\":null}");
    }
}
