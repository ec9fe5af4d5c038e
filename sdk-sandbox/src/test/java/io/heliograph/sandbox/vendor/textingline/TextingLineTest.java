package io.heliograph.sandbox.vendor.textingline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextingLineTest {
    private static final String PATH = "/api/v1/messaging/message";
    private static final String SMS = """
            {"to":"+12025550123","from":"+12025550100","body":"Hello"}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse post(String body) {
        return Browser.call(sandbox, "textingline", "POST", PATH, body);
    }

    private static String sms(String more) {
        return SMS.replace("}", "," + more + "}");
    }

    private static String key(String key) {
        return sms("\"idempotencyKey\":\"" + key + "\"");
    }

    private void assertRefused(JsonResponse response, int status, int code) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json())
                .containsOnlyKeys("code", "message", "status", "moreInfo")
                .containsEntry("code", (double) code)
                .containsEntry("status", (double) status)
                .containsEntry("moreInfo", "https://docs.smsfactory.com/page/errors/" + code);
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void an_sms_is_sent_at_once() {
        JsonResponse response = post(SMS);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        String id = response.text("id");
        assertThat(id).matches("msg_[0-9a-f]{32}");
        assertThat(response.body())
                .isEqualTo("{\"id\":\"" + id + "\",\"direction\":\"outbound\",\"to\":\"+12025550123\","
                        + "\"from\":\"+12025550100\",\"body\":\"Hello\",\"status\":\"sent\","
                        + "\"sentAt\":\"2026-03-01T12:00:00.250Z\",\"createdAt\":\"2026-03-01T12:00:00.250Z\"}");
        assertThat(sandbox.inbox())
                .containsExactly(new InboxMessage(
                        "textingline", id, "+12025550123", "+12025550100", "Hello", 1, "sent", null, TestClock.START));
    }

    @Test
    void an_mms_is_queued_first() {
        JsonResponse response = post(sms("\"mediaUrl\":\"https://cdn.example.com/a.png\""));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json())
                .containsEntry("status", "queued")
                .containsEntry("body", "Hello")
                .doesNotContainKeys("sentAt", "mediaUrl", "errorType", "errorMessage");
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("queued");
        clock.advance(Duration.ofSeconds(4));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("sent");
        clock.advance(Duration.ofSeconds(4));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("delivered");
    }

    @Test
    void an_mms_needs_no_text() {
        JsonResponse response =
                post("{\"to\":\"+12025550123\",\"from\":\"12345\",\"mediaUrl\":\"http://cdn.example.com/a.png\"}");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json()).doesNotContainKey("body");
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("http://cdn.example.com/a.png");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +12025550001 | failed | invalid_destination
            +12025550002 | failed | opted_out
            """)
    void a_special_number_fails_with_a_201(String to, String status, String errorType) {
        JsonResponse response = post(SMS.replace("+12025550123", to));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json())
                .containsEntry("status", status)
                .containsEntry("errorType", errorType)
                .containsKeys("errorMessage", "createdAt")
                .doesNotContainKey("sentAt");
        clock.advance(Duration.ofHours(1));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("failed");
    }

    @ParameterizedTest
    @CsvSource({
        "+12025550003, 7, sent",
        "+12025550003, 8, undelivered",
        "+12025550004, 999, sent",
        "+12025550005, 7, sent",
        "+12025550005, 8, failed",
        "+12025550006, 7, sent",
        "+12025550006, 8, delivered"
    })
    void only_the_inbox_sees_what_becomes_of_a_sent_message(String to, int seconds, String state) {
        assertThat(post(SMS.replace("+12025550123", to)).text("status")).isEqualTo("sent");
        clock.advance(Duration.ofSeconds(seconds));

        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "from", "body"})
    void a_missing_field_is_rejected(String name) {
        String renamed = SMS.replaceFirst("\"" + name + "\":\"[^\"]*\",?", "").replace(",}", "}");
        JsonResponse response = post(renamed);

        assertRefused(response, 400, 33005);
        assertThat(response.text("message")).isEqualTo("Missing required field: " + name);
    }

    @Test
    void an_sms_needs_a_text() {
        assertRefused(post(SMS.replace("Hello", "")), 400, 33005);
    }

    @ParameterizedTest
    @CsvSource({
        "12025550123, +12025550100",
        "+1 202 555 0123, +12025550100",
        "+123456, +12025550100",
        "12345, +12025550100",
        "+12025550123, 12025550100",
        "+12025550123, ACME",
        "+12025550123, 1234",
        "+12025550123, 1234567"
    })
    void a_number_that_isnt_e164_is_rejected(String to, String from) {
        assertRefused(post(SMS.replace("+12025550123", to).replace("+12025550100", from)), 400, 33003);
    }

    @Test
    void a_short_code_may_send() {
        assertThat(post(SMS.replace("+12025550100", "123456")).status()).isEqualTo(201);
    }

    @Test
    void a_text_has_up_to_640_characters() {
        assertThat(post(SMS.replace("Hello", "\u0e01".repeat(640))).status()).isEqualTo(201);
        JsonResponse tooLong = post(SMS.replace("Hello", "x".repeat(641)));

        assertThat(tooLong.json()).containsEntry("code", 33005.0).containsEntry("status", 400.0);
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_pair_of_surrogates_counts_twice() {
        assertRefused(post(SMS.replace("Hello", "x".repeat(639) + "\ud83d\ude00")), 400, 33005);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"colour\":\"red\"",
                "\"mediaUrl\":[\"https://cdn.example.com/a.png\"]",
                "\"mediaUrl\":null",
                "\"idempotencyKey\":17"
            })
    void what_isnt_documented_is_rejected(String member) {
        assertRefused(post(sms(member)), 400, 33005);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://cdn.example.com/a.png",
                "cdn.example.com/a.png",
                "http://",
                "http://a b.example.com/",
                "http://localhost/a.png",
                "http://printer/a.png",
                "https://files.internal/a.png",
                "http://127.0.0.1:8080/a.png",
                "http://10.1.2.3/a.png",
                "http://172.16.0.1/a.png",
                "http://172.31.0.1/a.png",
                "http://192.168.1.1/a.png",
                "http://169.254.169.254/latest",
                "http://[::1]/a.png"
            })
    void a_media_address_that_isnt_public_is_rejected(String url) {
        assertRefused(post(sms("\"mediaUrl\":\"" + url + "\"")), 400, 33018);
    }

    @Test
    void a_public_address_may_look_like_a_private_one() {
        assertThat(post(sms("\"mediaUrl\":\"https://172.32.0.1/a.png\"")).status())
                .isEqualTo(201);
        assertThat(post(sms("\"mediaUrl\":\"https://local.example.com/a.png\"")).status())
                .isEqualTo(201);
    }

    @Test
    void the_same_key_brings_the_first_answer_and_sends_nothing() {
        JsonResponse first = post(key("order-1"));
        clock.advance(Duration.ofDays(30));

        JsonResponse same = post(key("order-1"));
        JsonResponse other = post(key("order-1").replace("Hello", "Other").replace("0123", "0199"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(same.status()).isEqualTo(201);
        assertThat(same.body()).isEqualTo(first.body());
        assertThat(other.body()).isEqualTo(first.body());
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_failure_is_replayed_too() {
        String failing = key("order-1").replace("0123", "0002");
        JsonResponse first = post(failing);

        assertThat(post(failing).body()).isEqualTo(first.body()).contains("opted_out");
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void without_a_key_or_with_another_one_every_request_sends() {
        String first = post(SMS).text("id");
        String second = post(SMS).text("id");
        String third = post(key("a1")).text("id");
        String fourth = post(key("a2")).text("id");

        assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
        assertThat(sandbox.inbox()).hasSize(4);
    }

    @Test
    void a_rejection_doesnt_use_up_the_key() {
        assertThat(post(key("order-1").replace("+12025550123", "x")).status()).isEqualTo(400);

        assertThat(post(key("order-1")).status()).isEqualTo(201);
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "a_b(c)@d:e-f"})
    void a_legal_key_is_accepted(String key) {
        assertThat(post(key(key)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a/b", "a+b", "YQ==", "a b", "\u00e9\u00e9"})
    void an_illegal_key_is_rejected(String key) {
        assertRefused(post(key(key)), 400, 33005);
    }

    @Test
    void a_key_has_at_most_a_hundred_characters() {
        assertRefused(post(key("k".repeat(101))), 400, 33005);
        assertThat(post(key("k".repeat(100))).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer sandbox", "Basic c2FuZGJveA==", "Basic c2FuZGJveDp3cm9uZw=="})
    void other_credentials_are_unauthorized(String authorization) {
        JsonResponse response = Browser.send(
                "POST",
                URI.create(sandbox.baseUrl("textingline") + PATH),
                SMS,
                "Authorization",
                authorization,
                "Content-Type",
                "application/json");

        assertRefused(response, 401, 33001);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/messaging/message, 405",
        "GET, /api/v1/messaging/message/msg_1, 404",
        "POST, /messaging/message, 404",
        "DELETE, /api/v1/messaging/broadcast, 405",
        "GET, /api/v1/balance, 404"
    })
    void there_are_no_other_operations(String method, String path, int status) {
        assertRefused(Browser.call(sandbox, "textingline", method, path, ""), status, 33000);
    }

    @Test
    void malformed_bodies_are_rejected() {
        assertRefused(post("{"), 400, 33005);
        assertRefused(post(SMS.replace("Hello", "x".repeat(4_200_000))), 413, 33000);
    }

    @Test
    void every_response_has_the_rate_limit_of_its_operation() {
        List<JsonResponse> messages = List.of(post(SMS), post("{}"), Browser.get(sandbox.baseUrl("textingline")));
        JsonResponse broadcast = Browser.call(sandbox, "textingline", "POST", "/api/v1/messaging/broadcast", "{}");

        for (JsonResponse response : messages) {
            assertThat(response.header("X-RateLimit-Limit")).isEqualTo("10");
            assertThat(response.header("X-RateLimit-Remaining")).isEqualTo("9");
            assertThat(response.header("X-RateLimit-Reset"))
                    .isEqualTo(Long.toString(TestClock.START.getEpochSecond() + 60));
            assertThat(response.header("Retry-After")).isEmpty();
        }
        assertThat(broadcast.header("X-RateLimit-Limit")).isEqualTo("5");
    }
}
