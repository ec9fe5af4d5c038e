package io.heliograph.sandbox.vendor.nativehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeHubBulkTest {
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

    private JsonResponse bulk(String... recipients) {
        String list = List.of(recipients).stream().map(to -> "\"" + to + "\"").collect(Collectors.joining(","));
        return post("/messages/bulk", "{\"recipients\":[" + list + "],\"from\":\"BRAND\",\"body\":\"Hello\"}");
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "+6680" + (1_000_100 + i))
                .toArray(String[]::new);
    }

    @Test
    void a_bulk_send_is_answered_with_its_counts_and_items() {
        JsonResponse response = bulk("+66811111111", "+66822222222");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json())
                .containsOnlyKeys("batch_id", "queued", "failed", "rejected", "messages")
                .containsEntry("queued", 2.0)
                .containsEntry("failed", 0.0)
                .containsEntry("rejected", 0.0);
        assertThat(response.objects("messages"))
                .allSatisfy(item -> assertThat(item)
                        .containsOnlyKeys("id", "to", "status", "part_count")
                        .containsEntry("status", "queued"))
                .extracting(item -> item.get("to"))
                .containsExactly("+66822222222", "+66811111111");
    }

    @Test
    void some_recipients_may_fail_while_others_are_queued() {
        JsonResponse response = bulk("+66811111111", "0812345678", "+66812340001", "+66812340002", "+66822222222");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json())
                .containsEntry("queued", 2.0)
                .containsEntry("failed", 2.0)
                .containsEntry("rejected", 1.0);
        Map<Object, Map<String, Object>> items =
                response.objects("messages").stream().collect(Collectors.toMap(item -> item.get("to"), item -> item));
        assertThat(items.get("0812345678"))
                .containsEntry("status", "failed")
                .containsEntry("error_code", "INVALID_NUMBER")
                .containsEntry("error_message", "invalid phone number format");
        assertThat(items.get("+66812340001")).containsEntry("error_code", "INVALID_NUMBER");
        assertThat(items.get("+66812340002"))
                .containsEntry("status", "rejected")
                .containsEntry("error_code", 4.0);
        assertThat(items.get("+66811111111")).doesNotContainKeys("error_code", "error_message");
        assertThat(sandbox.inbox())
                .extracting(InboxMessage::state)
                .containsExactly("queued", "failed", "failed", "rejected", "queued");
    }

    @Test
    void the_items_can_be_read_one_by_one_and_by_their_batch() {
        post("/messages", "{\"to\":\"+66833333333\",\"from\":\"BRAND\",\"body\":\"Other\"}");
        JsonResponse response = bulk("+66811111111", "+66822222222");
        clock.advance(Duration.ofSeconds(8));

        String batch = response.text("batch_id");
        Object id = response.objects("messages").get(0).get("id");
        JsonResponse list = get("/messages?batch_id=" + batch);

        assertThat(get("/messages/" + id).json())
                .containsEntry("status", "delivered")
                .containsEntry("batch_id", batch);
        assertThat(list.json()).containsEntry("total", 2.0);
        assertThat(list.objects("data"))
                .extracting(message -> message.get("to"))
                .containsExactly("+66822222222", "+66811111111");
        assertThat(get("/messages").json()).containsEntry("total", 3.0);
        assertThat(get("/messages?batch_id=absent").json()).containsEntry("total", 0.0);
    }

    @ParameterizedTest
    @CsvSource({"99, 99", "100, 100", "101, 0"})
    void a_batch_of_more_than_a_hundred_is_answered_without_its_messages(int recipients, int items) {
        JsonResponse response = bulk(numbers(recipients));

        assertThat(response.objects("messages")).hasSize(items);
        assertThat(response.json()).containsEntry("queued", (double) recipients);
        assertThat(get("/messages?per_page=100&batch_id=" + response.text("batch_id"))
                        .json())
                .containsEntry("total", (double) recipients);
    }

    @Test
    void equal_recipients_are_each_sent_to() {
        assertThat(bulk("+66811111111", "+66811111111").json()).containsEntry("queued", 2.0);
        assertThat(sandbox.inbox()).hasSize(2);
    }

    @Test
    void fifty_thousand_recipients_are_read_page_by_page() {
        String batch = bulk(numbers(50_000)).text("batch_id");
        clock.advance(Duration.ofSeconds(8));

        JsonResponse last = get("/messages?per_page=100&page=500&batch_id=" + batch);

        assertThat(last.json()).containsEntry("total", 50_000.0);
        assertThat(last.objects("data")).hasSize(100).allMatch(message -> "delivered".equals(message.get("status")));
        assertThat(last.objects("data").get(99)).containsEntry("to", "+66801000100");
        assertThat(sandbox.inbox()).hasSize(50_000);
        assertThat(Browser.get(sandbox.url().resolve("api/messages")).json()).containsEntry("total", 50_000.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\":\"BRAND\",\"body\":\"Hello\"}",
                "{\"recipients\":[],\"from\":\"BRAND\",\"body\":\"Hello\"}",
                "{\"recipients\":[\"+66811111111\"],\"body\":\"Hello\"}",
                "{\"recipients\":[\"+66811111111\"],\"from\":\"BRAND\"}"
            })
    void a_missing_member_is_rejected(String body) {
        JsonResponse response = post("/messages/bulk", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text("error")).isEqualTo("recipients, from, and body are required");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"recipients\":\"+66811111111\"",
                "\"recipients\":[7]",
                "\"recipients\":[\"+66811111111\"],\"to\":\"x\""
            })
    void a_member_of_the_wrong_type_is_rejected(String member) {
        assertThat(post("/messages/bulk", "{" + member + ",\"from\":\"BRAND\",\"body\":\"Hello\"}")
                        .status())
                .isEqualTo(400);
        assertThat(sandbox.inbox()).isEmpty();
    }

    private JsonResponse schedule(String to, String at) {
        return post("/scheduled-messages", """
                {"from":"BRAND","to":"%s","body":"Later","scheduled_at":"%s"}""".formatted(to, at));
    }

    @Test
    void a_scheduled_message_is_answered_with_names_of_its_own() {
        JsonResponse response = schedule("+66812345678", "2026-03-01T20:00:00+07:00");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json())
                .containsOnlyKeys(
                        "id",
                        "tenant_id",
                        "account_id",
                        "from_number",
                        "to_number",
                        "body",
                        "status",
                        "scheduled_at",
                        "message_id",
                        "created_at")
                .containsEntry("from_number", "BRAND")
                .containsEntry("to_number", "+66812345678")
                .containsEntry("body", "Later")
                .containsEntry("status", "scheduled")
                .containsEntry("scheduled_at", "2026-03-01T13:00:00Z")
                .containsEntry("message_id", null)
                .containsEntry("created_at", "2026-03-01T12:00:00Z");
    }

    @Test
    void a_scheduled_message_becomes_a_message_of_another_id_when_its_time_comes() {
        String id = schedule("+66812345678", "2026-03-01T13:00:00Z").text("id");
        schedule("+66812345679", "2026-03-01T12:30:00Z");
        assertThat(get("/messages/" + id).status()).isEqualTo(404);
        assertThat(get("/messages").json()).containsEntry("total", 0.0);
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("scheduled", "scheduled");

        clock.advance(Duration.ofMinutes(60));

        JsonResponse list = get("/messages");
        assertThat(list.objects("data"))
                .extracting(message -> message.get("to"))
                .containsExactly("+66812345678", "+66812345679");
        assertThat(list.objects("data").get(0))
                .containsEntry("status", "pending")
                .containsEntry("created_at", "2026-03-01T13:00:00Z");
        assertThat(list.objects("data").get(0).get("id")).isNotEqualTo(id);
        clock.advance(Duration.ofSeconds(8));
        assertThat(sandbox.inbox().stream().filter(message -> message.id().equals(id)))
                .singleElement()
                .matches(message -> message.state().equals("delivered"))
                .matches(message -> message.acceptedAt().equals(TestClock.START));
    }

    @Test
    void a_number_that_is_listed_meanwhile_is_rejected_when_the_time_comes() {
        schedule("+66812345678", "2026-03-01T13:00:00Z");
        post("/dnc", "{\"phone\":\"+66812345678\"}");
        clock.advance(Duration.ofHours(1));

        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("rejected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +66812345678 | 2026-03-01T13:00:00      | invalid value of scheduled_at
            +66812345678 | 2026-03-01T13:00Z        | invalid value of scheduled_at
            +66812345678 | tomorrow                 | invalid value of scheduled_at
            +66812345678 | 2026-03-01T12:00:00Z     | scheduled_at must be in the future
            +66812345678 | ''                       | to, from, body, and scheduled_at are required
            ''           | 2026-03-01T13:00:00Z     | to, from, body, and scheduled_at are required
            0812345678   | 2026-03-01T13:00:00Z     | invalid phone number format
            +66812340001 | 2026-03-01T13:00:00Z     | invalid phone number format
            """)
    void a_schedule_that_cant_be_is_rejected(String to, String at, String error) {
        JsonResponse response = schedule(to, at);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).isEqualTo(Map.of("error", error));
        assertThat(sandbox.inbox()).isEmpty();
    }
}
