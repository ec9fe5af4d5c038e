package io.heliograph.sandbox.vendor.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavixTest {
    private static final String SMS = """
            {"from":"Wavix","to":"+66812345678","message_body":{"text":"Hello","media":null}}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static String sms(String more) {
        return SMS.substring(0, SMS.length() - 1) + "," + more + "}";
    }

    private static String smsOf(String from, String to, String messageBody) {
        return "{\"from\":" + from + ",\"to\":" + to + ",\"message_body\":" + messageBody + "}";
    }

    private void assertRefused(String body, int status, String message) {
        JsonResponse response = Browser.postWavix(sandbox, body);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).isEqualTo(Map.of("success", false, "message", message));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_send_is_answered_with_201_and_every_documented_field() {
        JsonResponse response = Browser.postWavix(sandbox, sms("\"tag\":\"otp\""));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        String id = response.text("message_id");
        assertThat(response.body())
                .isEqualTo("{\"message_id\":\"" + id + "\",\"message_type\":\"sms\",\"from\":\"Wavix\","
                        + "\"to\":\"+66812345678\",\"direction\":\"outbound\",\"mcc\":null,\"mnc\":null,"
                        + "\"message_body\":{\"text\":\"Hello\",\"media\":null},\"tag\":\"otp\","
                        + "\"status\":\"accepted\",\"segments\":1,\"charge\":\"0.0\",\"carrier_fees\":null,"
                        + "\"submitted_at\":\"2026-03-01T12:00:00\",\"sent_at\":null,\"delivered_at\":null,"
                        + "\"error_message\":null}");
    }

    @Test
    void a_delivered_message_is_read_with_every_documented_field() {
        String id = Browser.postWavix(sandbox, SMS).text("message_id");
        clock.advance(Duration.ofSeconds(8));

        JsonResponse response = Browser.getWavix(sandbox, id);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"message_id\":\"" + id + "\",\"message_type\":\"sms\",\"from\":\"Wavix\","
                        + "\"to\":\"+66812345678\",\"direction\":\"outbound\",\"mcc\":\"001\",\"mnc\":\"01\","
                        + "\"message_body\":{\"text\":\"Hello\",\"media\":null},\"tag\":null,"
                        + "\"status\":\"delivered\",\"segments\":1,\"charge\":\"0.0075\",\"carrier_fees\":\"0.0\","
                        + "\"submitted_at\":\"2026-03-01T12:00:00.250Z\",\"sent_at\":\"2026-03-01T12:00:04.250Z\","
                        + "\"delivered_at\":\"2026-03-01T12:00:08.250Z\",\"error_message\":null}");
    }

    @Test
    void the_status_moves_with_the_clock_alone() {
        String id = Browser.postWavix(sandbox, SMS).text("message_id");

        assertThat(Browser.getWavix(sandbox, id).text("status")).isEqualTo("accepted");
        clock.advance(Duration.ofMillis(1999));
        assertThat(Browser.getWavix(sandbox, id).text("status")).isEqualTo("accepted");
        clock.advance(Duration.ofMillis(1));
        assertThat(Browser.getWavix(sandbox, id).text("status")).isEqualTo("pending");
        clock.advance(Duration.ofSeconds(2));
        assertThat(Browser.getWavix(sandbox, id).text("status")).isEqualTo("sent");
        clock.advance(Duration.ofSeconds(4));
        assertThat(Browser.getWavix(sandbox, id).text("status")).isEqualTo("delivered");
    }

    @Test
    void a_message_expires_when_its_validity_ends_before_it_is_sent() {
        String id = Browser.postWavix(sandbox, sms("\"validity\":3")).text("message_id");
        clock.advance(Duration.ofSeconds(3));

        JsonResponse response = Browser.getWavix(sandbox, id);

        assertThat(response.text("status")).isEqualTo("expired");
        assertThat(response.json()).containsEntry("sent_at", null).containsEntry("delivered_at", null);
    }

    @Test
    void a_message_that_is_sent_within_its_validity_is_delivered() {
        String id = Browser.postWavix(sandbox, sms("\"validity\":4")).text("message_id");
        clock.advance(Duration.ofSeconds(8));

        assertThat(Browser.getWavix(sandbox, id).text("status")).isEqualTo("delivered");
    }

    @Test
    void media_may_be_absent() {
        JsonResponse response =
                Browser.postWavix(sandbox, smsOf("\"Wavix\"", "\"66812345678\"", "{\"text\":\"Hello\"}"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.text("to")).isEqualTo("66812345678");
        assertThat(response.object("message_body")).containsEntry("media", null);
    }

    @Test
    void media_makes_an_mms_of_one_segment() {
        String text = "x".repeat(400);
        JsonResponse response = Browser.postWavix(
                sandbox,
                smsOf("\"Wavix\"", "\"+12025550123\"", "{\"text\":\"" + text + "\",\"media\":[\"https://a.test/b\"]}"));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json()).containsEntry("message_type", "mms").containsEntry("segments", 1.0);
        assertThat(response.body()).contains("\"media\":[\"https://a.test/b\"]");
    }

    @Test
    void an_empty_list_of_media_makes_an_mms_too() {
        String body = "{\"text\":\"Hello\",\"media\":[]}";

        assertThat(Browser.postWavix(sandbox, smsOf("\"Wavix\"", "\"+12025550123\"", body))
                        .text("message_type"))
                .isEqualTo("mms");
        JsonResponse elsewhere = Browser.postWavix(sandbox, smsOf("\"Wavix\"", "\"+66812345678\"", body));
        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(elsewhere.text("message")).isEqualTo("MMS can be set to the US and CA phone numbers only");
    }

    @Test
    void segments_and_charge_grow_with_the_text() {
        String id = Browser.postWavix(
                        sandbox, smsOf("\"Wavix\"", "\"+66812345678\"", "{\"text\":\"" + "ก".repeat(140) + "\"}"))
                .text("message_id");
        clock.advance(Duration.ofSeconds(8));

        assertThat(Browser.getWavix(sandbox, id).body()).contains("\"segments\":3,\"charge\":\"0.0225\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1630, x, 201",
        "1631, x, 422",
        "670, ก, 201",
        "671, ก, 422",
    })
    void a_text_that_is_too_long_is_rejected(int length, String letter, int status) {
        JsonResponse response = Browser.postWavix(
                sandbox, smsOf("\"Wavix\"", "\"+66812345678\"", "{\"text\":\"" + letter.repeat(length) + "\"}"));

        assertThat(response.status()).isEqualTo(status);
        assertThat(sandbox.inbox()).hasSize(status == 201 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "smart_encoding":"true" | smart_encoding
            "idempotency":"x"     | idempotency
            "callback_url":"ftp://a.test" | callback_url
            "callback_url":"a.test"       | callback_url
            "callback_url":null   | callback_url
            "validity":"60"       | validity
            "validity":60.0       | validity
            "validity":6e1        | validity
            "validity":0          | validity
            "validity":2147483648 | validity
            "validity":null       | validity
            "tag":5               | tag
            "tag":null            | tag
            "from":"Again"        | body
            """)
    void an_additional_member_must_be_known_and_well_typed(String member, String parameter) {
        assertRefused(sms(member), 400, "Missing or invalid parameter " + parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"callback_url\":\"http://a.test/dlr\"",
                "\"validity\":2147483647",
                "\"smart_encoding\":true",
                "\"tag\":\"\""
            })
    void every_optional_member_is_accepted(String member) {
        assertThat(Browser.postWavix(sandbox, sms(member)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"AB\"", "\"Twelve chars\"", "\"Ünder\"", "5", "null", "\"a!b\""})
    void a_sender_must_have_a_documented_shape(String from) {
        assertRefused(
                smsOf(from, "\"+66812345678\"", "{\"text\":\"Hello\"}"), 400, "Missing or invalid parameter from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"+123456\"", "\"+1234567890123456\"", "\"+66 812345678\"", "66812345678", "[]"})
    void a_recipient_must_be_a_number(String to) {
        assertRefused(smsOf("\"Wavix\"", to, "{\"text\":\"Hello\"}"), 400, "Missing or invalid parameter to");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "Hello"                                     | message_body
            null                                        | message_body
            {"media":null}                              | message_body.text
            {"text":""}                                 | message_body.text
            {"text":7}                                  | message_body.text
            {"text":null}                               | message_body.text
            {"text":"a","body":"b"}                     | message_body.body
            {"text":"a","media":"https://a.test"}       | message_body.media
            {"text":"a","media":[1]}                    | message_body.media
            {"text":"a","media":["a.test"]}             | message_body.media
            {"text":"a","media":["http://a","http://a","http://a","http://a","http://a","http://a"]} | message_body.media
            """)
    void the_message_body_must_keep_to_its_schema(String messageBody, String parameter) {
        assertRefused(
                smsOf("\"Wavix\"", "\"+66812345678\"", messageBody), 400, "Missing or invalid parameter " + parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{} {}", "{'from':1}", "{\"a\":}"})
    void malformed_json_is_rejected(String body) {
        assertRefused(body, 400, "Missing or invalid parameter body");
    }

    @Test
    void every_required_member_is_asked_for() {
        assertRefused("{}", 400, "Missing or invalid parameter from");
        assertRefused("{\"from\":\"Wavix\"}", 400, "Missing or invalid parameter to");
        assertRefused("{\"from\":\"Wavix\",\"to\":\"+66812345678\"}", 400, "Missing or invalid parameter message_body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void another_content_type_is_rejected(String contentType) {
        JsonResponse response = Browser.send(
                "POST", Browser.wavix(sandbox, ""), SMS, "Authorization", Browser.BEARER, "Content-Type", contentType);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text("message")).isEqualTo("Missing or invalid parameter Content-Type");
    }

    @Test
    void a_content_type_may_have_a_charset() {
        JsonResponse response = Browser.send(
                "POST",
                Browser.wavix(sandbox, ""),
                SMS,
                "Authorization",
                Browser.BEARER,
                "Content-Type",
                "application/json; charset=utf-8");

        assertThat(response.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "sandbox", "Basic c2FuZGJveDpzYW5kYm94"})
    void another_key_is_unauthorized(String authorization) {
        JsonResponse response = Browser.send(
                "POST",
                Browser.wavix(sandbox, ""),
                SMS,
                "Authorization",
                authorization,
                "Content-Type",
                "application/json");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.json()).isEqualTo(Map.of("success", false, "error", true, "message", "Unauthorized"));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void the_deprecated_key_in_the_query_is_unauthorized() {
        assertThat(Browser.get(Browser.wavix(sandbox, "?appid=sandbox&type=outbound"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void an_unknown_message_isnt_found() {
        JsonResponse response = Browser.getWavix(sandbox, "871b4eeb-f798-4105-be23-32df9e991456");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.json()).isEqualTo(Map.of("success", false, "message", "Record not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v3", "/v2/messages", "/v3/messages/", "/v3/messages/a/b", "/v3/messagesX"})
    void an_unknown_path_isnt_found(String path) {
        JsonResponse response =
                Browser.get(URI.create(sandbox.baseUrl("wavix") + path), "Authorization", Browser.BEARER);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.json()).isEqualTo(Map.of("success", false, "message", "Not found"));
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /v1/numbers", "GET, /v1/profile/configs", "GET, /v1/billing/invoices"})
    void what_is_documented_but_not_simulated_says_so(String method, String path) {
        URI uri = URI.create(sandbox.baseUrl("wavix") + path);

        JsonResponse response = Browser.send(method, uri, "", "Authorization", Browser.BEARER);

        assertThat(response.status()).isEqualTo(501);
        assertThat(response.json())
                .isEqualTo(Map.of("success", false, "message", "The sandbox doesn't simulate this operation"));
    }

    @Test
    void the_balance_is_a_text_in_dollars() {
        JsonResponse response = Browser.get(
                URI.create(sandbox.baseUrl("wavix") + "/v1/profile/config"), "Authorization", Browser.BEARER);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json()).containsEntry("balance", "1000000.0").containsOnlyKeys("balance", "global_limits");
    }

    @Test
    void the_balance_can_only_be_read() {
        URI uri = URI.create(sandbox.baseUrl("wavix") + "/v1/profile/config");

        assertThat(Browser.send("PUT", uri, "{}", "Authorization", Browser.BEARER)
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({"PUT, ''", "DELETE, ''", "POST, some-id", "DELETE, some-id"})
    void another_method_isnt_allowed(String method, String id) {
        JsonResponse response = Browser.send(method, Browser.wavix(sandbox, id), "", "Authorization", Browser.BEARER);

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.json()).containsEntry("success", false);
    }

    @Test
    void a_body_of_four_megabytes_is_read() {
        String body = smsOf("\"Wavix\"", "\"+66812345678\"", "{\"text\":\"\"}");

        assertRefused(
                body.replace("\"\"", "\"" + "x".repeat(4 * 1024 * 1024 - body.length()) + "\""),
                422,
                "Message too long");
    }

    @Test
    void a_body_over_four_megabytes_is_too_large() {
        String body = smsOf("\"Wavix\"", "\"+66812345678\"", "{\"text\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}");

        assertRefused(body, 413, "Request entity is too large");
    }
}
