package io.heliograph.sandbox.vendor.thaibulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThaiBulkTest {
    private static final String SMS = """
            {"sender":"HELIOGRAPH","content":"Hello","msisdns":["66812345678"]}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse post(String path, String body) {
        return Browser.call(sandbox, "thaibulk", "POST", path, body);
    }

    private JsonResponse send(String body) {
        return post("/sms/send", body);
    }

    private JsonResponse get(String path) {
        return Browser.call(sandbox, "thaibulk", "GET", path, "");
    }

    private static String sms(String more) {
        return SMS.replace("}", "," + more + "}");
    }

    private void assertRefused(JsonResponse response, int status, String error) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).isEqualTo(Map.of("error", error));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_send_is_answered_with_its_uuid_alone() {
        JsonResponse response = send(SMS);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.json()).containsOnlyKeys("uuid");
        assertThat(response.text("uuid")).matches("[0-9a-f-]{36}");
        assertThat(sandbox.inbox())
                .containsExactly(new InboxMessage(
                        "thaibulk",
                        response.text("uuid"),
                        "66812345678",
                        "HELIOGRAPH",
                        "Hello",
                        1,
                        "pending",
                        null,
                        TestClock.START));
    }

    @Test
    void a_message_has_its_summary_once_it_is_sent() {
        String path = "/sms/"
                + send(SMS.replace("]", ",\"0812340001\",\"0812340003\"]")).text("uuid");

        assertThat(get(path).json()).containsEntry("status", "pending").doesNotContainKey("drSummary");
        clock.advance(Duration.ofSeconds(4));
        assertThat(get(path).json())
                .containsEntry("status", "sent")
                .containsEntry("drSummary", Map.of("pending", 2.0, "invalid", 1.0));
        clock.advance(Duration.ofSeconds(4));

        JsonResponse response = get(path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json())
                .containsEntry("uuid", path.substring(5))
                .containsEntry("sender", "HELIOGRAPH")
                .containsEntry("content", "Hello")
                .containsEntry("status", "sent")
                .containsEntry("recipientCount", 3.0)
                .containsEntry("parts", 1.0)
                .containsEntry("credits", 3.0)
                .containsEntry("scheduledTime", null)
                .containsEntry("createdAt", "2026-03-01T19:00:00+07:00")
                .containsEntry("drSummary", Map.of("success", 1.0, "invalid", 1.0, "failed", 1.0));
    }

    @Test
    void a_message_that_cant_be_delivered_is_failed() {
        JsonResponse sent = send(SMS.replace("66812345678", "66812340001").replace("]", ",\"66812340002\"]"));

        assertThat(get("/sms/" + sent.text("uuid")).json())
                .containsEntry("status", "failed")
                .containsEntry("drSummary", Map.of("invalid", 1.0, "blocked", 1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "66812340001, 0, invalid",
        "66812340002, 0, blocked",
        "66812340003, 7, pending",
        "66812340003, 8, failed",
        "66812340004, 31, pending",
        "66812340004, 32, timeout",
        "66812340005, 7, pending",
        "66812340005, 8, failed",
        "66812340006, 7, pending",
        "66812340006, 8, success",
        "0812340002, 0, blocked"
    })
    void a_recipient_ends_by_its_number(String to, int seconds, String status) {
        String uuid = send(SMS.replace("66812345678", to)).text("uuid");
        clock.advance(Duration.ofSeconds(seconds));

        assertThat(get("/sms/" + uuid + "/recipients?after=0").objects("data"))
                .containsExactly(Map.of("msisdn", to.replaceFirst("^0", "66"), "status", status));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly(status);
    }

    @Test
    void the_inbox_has_every_recipient_as_it_was_written() {
        send(SMS.replace("]", ",\"0898765432\"]"));

        assertThat(sandbox.inbox()).extracting(InboxMessage::to).containsExactly("66812345678", "0898765432");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+66812345678",
                "+12025550123",
                "12025550123",
                "6681234567",
                "660812345678",
                "081234567",
                "08123456789",
                "081-2345678",
                "\u0e50812345678",
                ""
            })
    void a_number_that_isnt_thai_is_rejected(String to) {
        assertRefused(send(SMS.replace("66812345678", to)), 400, "Invalid number");
    }

    @Test
    void one_bad_number_stops_the_whole_send() {
        assertRefused(send(SMS.replace("]", ",\"+66898765432\"]")), 400, "Invalid number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "sender":"HELIOGRAPH",   | ''                            | Invalid parameter: sender
            HELIOGRAPH               | ''                            | Invalid parameter: sender
            HELIOGRAPH               | TWELVE-CHARS                  | Invalid parameter: sender
            HELIOGRAPH               | TWO WORDS                     | Invalid parameter: sender
            HELIOGRAPH               | WAITING                       | Sender is not approved
            "Hello"                  | ""                            | Invalid parameter: content
            "Hello"                  | 7                             | Invalid parameter: content
            "content":"Hello",       | ''                            | Exactly one of content and templateId is required
            "content"                | "templateId":1,"content"      | Exactly one of content and templateId is required
            "content":"Hello"        | "templateId":"1"              | Invalid parameter: templateId
            "content":"Hello"        | "templateId":99               | Invalid parameter: templateId
            "content":"Hello"        | "templateId":1                | Invalid parameter: variables.code
            "content"                | "variables":{},"content"      | Invalid parameter: variables
            "msisdns":["66812345678"] | "contactGroupId":"1"         | Invalid parameter: contactGroupId
            "msisdns":["66812345678"] | "contactGroupId":99          | Invalid parameter: contactGroupId
            "msisdns"                | "contactGroupId":1,"msisdns"  | Exactly one of msisdns and contactGroupId is required
            ,"msisdns":["66812345678"] | ''                          | Exactly one of msisdns and contactGroupId is required
            ["66812345678"]          | []                            | Invalid parameter: msisdns
            ["66812345678"]          | "66812345678"                 | Invalid parameter: msisdns
            "content"                | "dryrun":true,"content"       | Invalid parameter: dryrun
            "content"                | "dryRun":"true","content"     | Invalid parameter: dryRun
            "content"                | "from":"X","content"          | Invalid parameter: from
            """)
    void a_bad_parameter_is_rejected(String what, String by, String error) {
        assertRefused(send(SMS.replace(what, by)), 400, error);
    }

    @Test
    void malformed_bodies_are_rejected() {
        assertRefused(send("[]"), 400, "Invalid parameter: body");
        assertRefused(send(SMS.replace("Hello", "x".repeat(4_200_000))), 413, "Request body is too large");
    }

    @Test
    void a_text_has_up_to_a_thousand_characters() {
        assertRefused(send(SMS.replace("Hello", "\u0e01".repeat(1001))), 400, "Invalid parameter: content");

        assertThat(send(SMS.replace("Hello", "\u0e01".repeat(1000))).status()).isEqualTo(200);
    }

    @Test
    void a_template_is_filled() {
        String template = "\"templateId\":1,\"variables\":{\"code\":\"$1 \\\\ 42\",\"other\":\"x\"}";

        assertThat(send(SMS.replace("\"content\":\"Hello\"", template)).status())
                .isEqualTo(200);
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("Your code is $1 \\ 42.");
    }

    @Test
    void a_filled_template_may_be_too_long() {
        String template = "\"templateId\":1,\"variables\":{\"code\":\"" + "9".repeat(1000) + "\"}";

        assertRefused(send(SMS.replace("\"content\":\"Hello\"", template)), 400, "Invalid parameter: content");
    }

    @Test
    void a_contact_group_is_resolved() {
        send(SMS.replace("\"msisdns\":[\"66812345678\"]", "\"contactGroupId\":1"));

        assertThat(sandbox.inbox()).extracting(InboxMessage::to).containsExactly("66811111111", "66822222222");
    }

    @Test
    void a_dry_run_stores_and_costs_nothing() {
        JsonResponse response = send(sms("\"dryRun\":true").replace("Hello", "\u0e01".repeat(71)));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"recipientCount\":1,\"parts\":2,\"credits\":2}");
        assertThat(sandbox.inbox()).isEmpty();
        assertThat(get("/credits").json()).isEqualTo(Map.of("balance", 1_000_000.0));
        assertThat(get("/credit").json()).isEqualTo(Map.of("balance", 1_000_000.0));
        assertThat(get("/sms").json()).containsEntry("total", 0.0);
        assertThat(send(sms("\"dryRun\":false")).json()).containsKey("uuid");
    }

    @Test
    void a_preview_has_parts_and_credits_without_a_sender() {
        JsonResponse response = post("/sms/preview", "{\"content\":\"" + "x".repeat(307) + "\",\"contactGroupId\":1}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"recipientCount\":2,\"parts\":3,\"credits\":6}");
        assertThat(sandbox.inbox()).isEmpty();
        assertRefused(post("/sms/preview", SMS), 400, "Invalid parameter: sender");
        assertRefused(post("/sms/preview", "{\"content\":\"x\",\"msisdns\":[\"1\"]}"), 400, "Invalid number");
    }

    @Test
    void sends_are_charged_until_the_credits_end() {
        String many = IntStream.range(0, 60_000)
                .mapToObj(i -> "\"668" + (10_000_000 + i) + "\"")
                .collect(Collectors.joining(","));
        String large = SMS.replace("\"66812345678\"", many).replace("Hello", "\u0e01".repeat(600));
        assertThat(send(large).status()).isEqualTo(200);
        assertThat(get("/credits").json()).isEqualTo(Map.of("balance", 460_000.0));

        JsonResponse response = send(large);

        assertThat(response.status()).isEqualTo(402);
        assertThat(response.json()).isEqualTo(Map.of("error", "Insufficient credits", "code", "INSUFFICIENT_CREDITS"));
        assertThat(sandbox.inbox()).hasSize(60_000);
        assertThat(send(SMS).status()).isEqualTo(200);
        assertThat(get("/credits").json()).isEqualTo(Map.of("balance", 459_999.0));
    }

    @Test
    void the_senders_show_which_are_approved() {
        JsonResponse response = get("/senders");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.objects("data"))
                .containsExactly(
                        Map.of("name", "HELIOGRAPH", "status", "approved", "shared", false),
                        Map.of("name", "SHARED", "status", "approved", "shared", true),
                        Map.of("name", "WAITING", "status", "pending", "shared", false));
    }

    @Test
    void the_key_is_required() {
        URI uri = URI.create(sandbox.baseUrl("thaibulk") + "/sms/send");
        String json = "application/json";

        assertRefused(Browser.send("POST", uri, SMS, "Content-Type", json), 401, "Invalid API key");
        assertRefused(
                Browser.send("POST", uri, SMS, "Content-Type", json, "x-api-key", "wrong"), 401, "Invalid API key");
        assertRefused(
                Browser.send("POST", uri, SMS, "Content-Type", json, "Authorization", Browser.BEARER),
                401,
                "Invalid API key");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sms/send, 405",
        "POST, /sms, 405",
        "POST, /credits, 405",
        "DELETE, /sms/x, 405",
        "GET, /sms/x/cancel, 405",
        "POST, /sms/x/recipients, 405",
        "GET, /sms/x/other, 404",
        "GET, /credits/balance, 404",
        "GET, /sms/absent, 404",
        "GET, /sms/absent/recipients, 404",
        "POST, /sms/absent/cancel, 404"
    })
    void other_requests_are_rejected_in_the_envelope_without_a_code(String method, String path, int status) {
        JsonResponse response = Browser.call(sandbox, "thaibulk", method, path, "");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).containsOnlyKeys("error");
    }
}
