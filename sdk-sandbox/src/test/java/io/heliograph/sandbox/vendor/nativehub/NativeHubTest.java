package io.heliograph.sandbox.vendor.nativehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeHubTest {
    private static final String SMS = """
            {"to":"+66812345678","from":"BRAND","body":"Hello"}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse post(String path, String body) {
        return Browser.call(sandbox, "nativehub", "POST", path, body);
    }

    private JsonResponse get(String path) {
        return Browser.call(sandbox, "nativehub", "GET", path, "");
    }

    private JsonResponse send(String to) {
        return post("/messages", SMS.replace("+66812345678", to));
    }

    private void assertRefused(JsonResponse response, int status, String error) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).isEqualTo(Map.of("error", error));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_send_is_answered_with_every_field_of_the_reference() {
        JsonResponse response = post("/messages", SMS);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        String id = response.text("id");
        assertThat(id).matches("[0-9a-f-]{36}");
        String account = "5a0b0000-0000-4000-8000-00000000000";
        assertThat(response.body())
                .isEqualTo("{\"id\":\"" + id + "\",\"tenant_id\":\"" + account + "1\",\"account_id\":\"" + account
                        + "2\",\"user_id\":\"" + account + "3\",\"batch_id\":null,\"from\":\"BRAND\","
                        + "\"to\":\"+66812345678\",\"body\":\"Hello\",\"status\":\"pending\",\"part_count\":1,"
                        + "\"sell_price\":0,\"cost_price\":0,\"connection_id\":null,\"provider_message_id\":null,"
                        + "\"priority\":\"normal\",\"is_encrypted\":false,\"error_code\":null,"
                        + "\"error_message\":null,\"sent_at\":null,\"delivered_at\":null,"
                        + "\"created_at\":\"2026-03-01T12:00:00Z\",\"updated_at\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void the_status_moves_with_the_clock_alone() {
        String path = "/messages/" + post("/messages", SMS).text("id");
        List<String> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(get(path).text("status"));
            clock.advance(Duration.ofSeconds(2));
        }

        assertThat(statuses).containsExactly("pending", "queued", "submitted", "submitted", "delivered");
        assertThat(get(path).json())
                .containsEntry("sent_at", "2026-03-01T12:00:04Z")
                .containsEntry("delivered_at", "2026-03-01T12:00:08Z")
                .containsEntry("updated_at", "2026-03-01T12:00:08Z")
                .containsEntry("sell_price", 0.0123)
                .containsKeys("connection_id", "provider_message_id");
    }

    @Test
    void a_long_text_has_more_parts_and_a_higher_price() {
        String id = post("/messages", SMS.replace("Hello", "x".repeat(161))).text("id");
        clock.advance(Duration.ofSeconds(8));

        assertThat(get("/messages/" + id).json())
                .containsEntry("part_count", 2.0)
                .containsEntry("sell_price", 0.0246)
                .containsEntry("cost_price", 0.0196);
    }

    @Test
    void route_and_priority_may_be_given() {
        JsonResponse response = post("/messages", SMS.replace("{", "{\"provider\":\"route-1\",\"priority\":\"high\","));

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.text("priority")).isEqualTo("high");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"from\":\"BRAND\",\"body\":\"Hello\"}",
                "{\"to\":\"+66812345678\",\"body\":\"Hello\"}",
                "{\"to\":\"+66812345678\",\"from\":\"BRAND\"}",
                "{\"to\":\"\",\"from\":\"BRAND\",\"body\":\"Hello\"}",
                "{\"to\":\"+66812345678\",\"from\":\"  \",\"body\":\"Hello\"}",
                "{\"to\":\"+66812345678\",\"from\":\"BRAND\",\"body\":\"\"}"
            })
    void a_missing_member_is_rejected_in_the_vendors_words(String body) {
        assertRefused(post("/messages", body), 400, "to, from, and body are required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"66812345678", "0812345678", "+123456", "+1234567890123456", "+6681 2345678", "+66812340001"})
    void a_number_that_is_none_is_rejected_in_the_vendors_words(String to) {
        assertRefused(send(to), 400, "invalid phone number format");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "destination":"+66812345678" | destination
            "content":"Hello"            | content
            "template_id":"t"            | template_id
            "priority":"urgent"          | priority
            "priority":1                 | priority
            "provider":7                 | provider
            "provider":null              | provider
            """)
    void what_the_reference_doesnt_know_is_rejected(String member, String name) {
        assertRefused(post("/messages", SMS.replace("{", "{" + member + ",")), 400, "invalid value of " + name);
    }

    @Test
    void malformed_bodies_are_rejected() {
        assertRefused(post("/messages", "{"), 400, "invalid value of body");
        assertRefused(
                Browser.send("POST", uri("/messages"), SMS, "X-API-Key", "sandbox", "Content-Type", "text/plain"),
                400,
                "invalid value of Content-Type");
        assertRefused(post("/messages", SMS.replace("Hello", "x".repeat(4_200_000))), 413, "request body too large");
    }

    private URI uri(String path) {
        return URI.create(sandbox.baseUrl("nativehub") + path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +66812340002 | 0   | rejected  | 4 | recipient is on the do-not-contact list
            +66812340002 | 99  | rejected  | 4 | recipient is on the do-not-contact list
            +66812340003 | 7   | submitted |   |
            +66812340003 | 8   | failed    | 2 | unreachable
            +66812340004 | 999 | submitted |   |
            +66812340005 | 7   | queued    |   |
            +66812340005 | 8   | rejected  | 4 | rejected
            +66812340006 | 8   | delivered |   |
            """)
    void a_message_ends_by_its_number(String to, int seconds, String status, Double code, String error) {
        JsonResponse sent = send(to);
        assertThat(sent.status()).isEqualTo(201);
        clock.advance(Duration.ofSeconds(seconds));

        assertThat(get("/messages/" + sent.text("id")).json())
                .containsEntry("status", status)
                .containsEntry("error_code", code)
                .containsEntry("error_message", error);
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly(status);
    }

    @Test
    void a_rejected_message_costs_nothing() {
        JsonResponse response = send("+66812340002");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json()).containsEntry("status", "rejected").containsEntry("sell_price", 0.0);
    }

    @Test
    void a_missing_message_isnt_found() {
        assertRefused(get("/messages/absent"), 404, "message not found");
    }

    @Test
    void messages_are_listed_newest_first_in_pages() {
        for (int i = 0; i < 25; i++) {
            send("+668123456" + (10 + i));
            clock.advance(Duration.ofMillis(1));
        }

        JsonResponse first = get("/messages");
        JsonResponse second = get("/messages?page=2&per_page=20");
        JsonResponse beyond = get("/messages?page=9");

        assertThat(first.json())
                .containsOnlyKeys("data", "total", "page", "per_page")
                .containsEntry("total", 25.0)
                .containsEntry("page", 1.0)
                .containsEntry("per_page", 20.0);
        assertThat(first.objects("data")).hasSize(20);
        assertThat(first.objects("data").get(0)).containsEntry("to", "+66812345634");
        assertThat(first.objects("data").get(0))
                .isEqualTo(get("/messages/" + first.objects("data").get(0).get("id"))
                        .json());
        assertThat(second.objects("data")).hasSize(5);
        assertThat(second.objects("data").get(4)).containsEntry("to", "+66812345610");
        assertThat(beyond.objects("data")).isEmpty();
        assertThat(beyond.json()).containsEntry("total", 25.0).containsEntry("page", 9.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=x", "per_page=0", "per_page=101", "per_page=-1", "status=sent", "page="})
    void a_query_outside_its_range_is_rejected(String query) {
        assertRefused(get("/messages?" + query), 400, "invalid value of " + query.split("=", 2)[0]);
    }

    @Test
    void every_response_has_the_rate_limit() {
        List<JsonResponse> answers = List.of(
                post("/messages", SMS), get("/messages"), get("/messages/absent"), Browser.get(uri("/messages")));

        assertThat(answers).extracting(JsonResponse::status).containsExactly(201, 200, 404, 401);
        for (JsonResponse response : answers) {
            assertThat(response.header("X-RateLimit-Limit")).isEqualTo("200");
            assertThat(response.header("X-RateLimit-Remaining")).isEqualTo("199");
            assertThat(response.header("X-RateLimit-Reset"))
                    .isEqualTo(Long.toString(TestClock.START.getEpochSecond() + 60));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /messages/bulk-hold, 400",
        "GET, /messages/x/logs, 404",
        "POST, /messages/stats, 405",
        "POST, /transactions, 405",
        "GET, /analytics/other, 501",
        "GET, /error-codes/search?q=1, 501",
        "GET, /messages/bulk, 405",
        "DELETE, /messages/x, 405",
        "PUT, /messages, 405",
        "GET, /dnc, 405",
        "GET, /auth/login, 405",
        "GET, /nothing, 404",
        "GET, /messages/x/y, 404",
        "GET, /dnc/check/%2B66812345678, 404"
    })
    void other_operations_are_rejected_in_the_envelope(String method, String path, int status) {
        JsonResponse response = Browser.call(sandbox, "nativehub", method, path, "");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).containsOnlyKeys("error");
    }

    @Test
    void a_log_has_an_entry_for_each_state_that_was_reached() {
        String id = post("/messages", SMS).text("id");
        assertThat((List<?>) get("/messages/" + id + "/logs").value()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));

        assertThat((List<?>) get("/messages/" + id + "/logs").value())
                .hasSize(4)
                .last()
                .asString()
                .contains(
                        "status=delivered", "message_id=" + id, "dlr_status=DELIVERED", "provider_id=", "created_at=");
    }

    @Test
    void messages_are_counted_by_status_and_day() {
        send("+66812345678");
        send("+66812340003");
        clock.advance(Duration.ofDays(1));
        send("+66812345678");

        assertThat(get("/messages/stats").json())
                .isEqualTo(Map.of("total", 3.0, "delivered", 1.0, "failed", 1.0, "pending", 1.0, "queued", 0.0));
        assertThat(get("/messages/stats?date_from=2026-03-02&date_to=2026-03-02")
                        .json())
                .containsEntry("total", 1.0);
        assertThat(get("/messages/stats?date_from=yesterday").status()).isEqualTo(400);
        assertThat((List<?>) get("/analytics/status-breakdown").value())
                .hasSize(3)
                .first()
                .isEqualTo(Map.of("status", "delivered", "count", 1.0, "percentage", 33.3));
    }

    @Test
    void the_inbox_has_the_message() {
        String id = post("/messages", SMS).text("id");

        assertThat(sandbox.inbox())
                .containsExactly(new InboxMessage(
                        "nativehub", id, "+66812345678", "BRAND", "Hello", 1, "pending", null, TestClock.START));
    }
}
