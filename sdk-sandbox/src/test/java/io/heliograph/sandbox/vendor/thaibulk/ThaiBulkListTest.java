package io.heliograph.sandbox.vendor.thaibulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Me SMS: schedules, cancellation, lists and recipients. */
class ThaiBulkListTest {
    private static final String NOON_AND_AN_HOUR = "2026-03-01T20:00:00+07:00";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse get(String path) {
        return Browser.call(sandbox, "thaibulk", "GET", path, "");
    }

    private JsonResponse cancel(String uuid) {
        return Browser.call(sandbox, "thaibulk", "POST", "/sms/" + uuid + "/cancel", "");
    }

    private JsonResponse post(String content, String more) {
        return Browser.call(
                sandbox,
                "thaibulk",
                "POST",
                "/sms/send",
                "{\"sender\":\"HELIOGRAPH\",\"content\":\"" + content + "\"," + more + "}");
    }

    private String send(String content) {
        return post(content, "\"msisdns\":[\"66812345678\"]").text("uuid");
    }

    private JsonResponse schedule(String time) {
        return post("Later", "\"msisdns\":[\"66812345678\",\"66812340001\"],\"scheduledTime\":\"" + time + "\"");
    }

    private String sendMany(int count) {
        String many = IntStream.range(0, count)
                .mapToObj(i -> "\"08" + (10_000_000 + i) + "\"")
                .collect(Collectors.joining(","));
        return post("Hello", "\"msisdns\":[" + many + "]").text("uuid");
    }

    @Test
    void a_scheduled_message_waits_until_its_time() {
        String path = "/sms/" + schedule(NOON_AND_AN_HOUR).text("uuid");

        assertThat(get(path).json())
                .containsEntry("status", "scheduled")
                .containsEntry("scheduledTime", NOON_AND_AN_HOUR)
                .doesNotContainKey("drSummary");
        assertThat(get(path + "/recipients?after=0").objects("data"))
                .allMatch(row -> "pending".equals(row.get("status")));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("scheduled", "scheduled");
        clock.advance(Duration.ofHours(1));
        assertThat(get(path).json()).containsEntry("status", "pending");
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("pending", "invalid");
        clock.advance(Duration.ofSeconds(8));
        assertThat(get(path).json()).containsEntry("drSummary", Map.of("success", 1.0, "invalid", 1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T20:00:00",
                "2026-03-01T13:00:00Z",
                "2026-03-01T20:00+07:00",
                "2026-03-01 20:00:00+07:00",
                "2026-03-01T19:00:00+07:00",
                "2026-02-30T20:00:00+07:00",
                ""
            })
    void a_time_without_an_offset_or_in_the_past_is_rejected(String time) {
        JsonResponse response = schedule(time);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).isEqualTo(Map.of("error", "Invalid parameter: scheduledTime"));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_scheduled_message_is_cancelled_and_its_credits_come_back() {
        String uuid = schedule(NOON_AND_AN_HOUR).text("uuid");
        assertThat(get("/credits").json()).isEqualTo(Map.of("balance", 999_998.0));
        clock.advance(Duration.ofMinutes(59));

        JsonResponse response = cancel(uuid);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json()).isEqualTo(Map.of("uuid", uuid, "status", "cancelled"));
        assertThat(get("/credits").json()).isEqualTo(Map.of("balance", 1_000_000.0));
        clock.advance(Duration.ofDays(1));
        assertThat(get("/sms/" + uuid).json())
                .containsEntry("status", "cancelled")
                .doesNotContainKey("drSummary");
        assertThat(get("/sms/" + uuid + "/recipients?after=0").objects("summary"))
                .containsExactly(Map.of("status", "pending", "count", 2.0));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("cancelled", "cancelled");
    }

    @Test
    void what_is_already_cancelled_is_a_conflict() {
        String uuid = schedule(NOON_AND_AN_HOUR).text("uuid");
        cancel(uuid);
        clock.advance(Duration.ofDays(1));

        JsonResponse response = cancel(uuid);

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json())
                .isEqualTo(Map.of("error", "Message is already cancelled", "code", "ALREADY_CANCELLED"));
        assertThat(get("/credits").json()).isEqualTo(Map.of("balance", 1_000_000.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {3600, 3604, 9999})
    void what_has_begun_is_a_conflict(int seconds) {
        String uuid = schedule(NOON_AND_AN_HOUR).text("uuid");
        clock.advance(Duration.ofSeconds(seconds));

        JsonResponse response = cancel(uuid);

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json())
                .isEqualTo(Map.of("error", "Message is already processing", "code", "ALREADY_PROCESSING"));
    }

    @Test
    void what_was_never_scheduled_cant_be_cancelled() {
        JsonResponse response = cancel(send("Hello"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).isEqualTo(Map.of("error", "Message is not scheduled", "code", "NOT_SCHEDULED"));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("pending");
    }

    private void sendSome() {
        cancel(schedule(NOON_AND_AN_HOUR).text("uuid"));
        schedule(NOON_AND_AN_HOUR);
        send("one");
        clock.advance(Duration.ofSeconds(10));
        send("two");
        post("three", "\"msisdns\":[\"66812340001\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                | 5 | three,two,one,Later,Later
            status=pending    | 1 | two
            status=sent       | 1 | one
            status=failed     | 1 | three
            status=scheduled  | 1 | Later
            status=cancelled  | 1 | Later
            limit=2           | 5 | three,two
            limit=2&page=2    | 5 | one,Later
            limit=2&page=3    | 5 | Later
            page=2            | 5 |
            """)
    void messages_are_listed_newest_first(String query, double total, String contents) {
        sendSome();
        List<String> wanted = contents == null ? List.of() : List.of(contents.split(",", 0));

        JsonResponse response = get("/sms?" + query);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json())
                .containsOnlyKeys("data", "total", "page", "limit")
                .containsEntry("total", total);
        assertThat(response.objects("data").stream()
                        .map(message -> message.get("content"))
                        .toList())
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=success", "status=", "limit=0", "limit=101", "page=0", "page=x", "offset=1"})
    void a_list_outside_its_range_is_rejected(String query) {
        JsonResponse response = get("/sms?" + query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).isEqualTo(Map.of("error", "Invalid parameter: " + query.split("=", 2)[0]));
    }

    @Test
    void recipients_are_read_by_cursor() {
        String path = "/sms/" + sendMany(250) + "/recipients?after=";

        JsonResponse first = get(path + 0);
        JsonResponse second = get(path + 100);
        JsonResponse third = get(path + 200);

        assertThat(first.json())
                .containsOnlyKeys("data", "nextCursor", "hasMore", "summary")
                .containsEntry("nextCursor", 100.0)
                .containsEntry("hasMore", true);
        assertThat(second.json()).containsEntry("nextCursor", 200.0).containsEntry("hasMore", true);
        assertThat(third.json()).containsEntry("nextCursor", null).containsEntry("hasMore", false);
        List<Object> numbers = new ArrayList<>();
        for (JsonResponse response : List.of(first, second, third)) {
            response.objects("data").forEach(row -> numbers.add(row.get("msisdn")));
        }
        assertThat(numbers).hasSize(250).doesNotHaveDuplicates().startsWith("66810000000", "66810000001");
        assertThat(get(path + 250).objects("data")).isEmpty();
        assertThat(get(path + 999).json()).containsEntry("hasMore", false);
    }

    @Test
    void a_last_full_page_has_no_more() {
        JsonResponse response = get("/sms/" + sendMany(100) + "/recipients?after=0");

        assertThat(response.objects("data")).hasSize(100);
        assertThat(response.json()).containsEntry("hasMore", false).containsEntry("nextCursor", null);
    }

    @Test
    void recipients_are_filtered_by_status_and_the_cursor_stays_good() {
        String path = "/sms/" + sendMany(6) + "/recipients?limit=2&status=";
        clock.advance(Duration.ofSeconds(8));

        JsonResponse first = get(path + "success&after=0");
        JsonResponse failed = get(path + "failed&after=0");

        // The numbers end in 0000 to 0005.
        assertThat(first.objects("data")).containsExactly(Map.of("msisdn", "66810000000", "status", "success"));
        assertThat(first.json()).containsEntry("hasMore", false);
        assertThat(failed.objects("data"))
                .extracting(row -> row.get("msisdn"))
                .containsExactly("66810000003", "66810000005");
        assertThat(failed.json()).containsEntry("hasMore", false);
        assertThat(failed.objects("summary"))
                .containsExactlyInAnyOrder(
                        Map.of("status", "success", "count", 1.0),
                        Map.of("status", "invalid", "count", 1.0),
                        Map.of("status", "blocked", "count", 1.0),
                        Map.of("status", "failed", "count", 2.0),
                        Map.of("status", "pending", "count", 1.0));
        JsonResponse one = get(path.replace("limit=2", "limit=1") + "failed&after=0");
        assertThat(one.json()).containsEntry("nextCursor", 4.0).containsEntry("hasMore", true);
        assertThat(get(path.replace("limit=2", "limit=1") + "failed&after=4").objects("data"))
                .containsExactly(Map.of("msisdn", "66810000005", "status", "failed"));
    }

    @Test
    void without_a_cursor_recipients_come_in_numbered_pages_with_a_total() {
        String path = "/sms/" + sendMany(250) + "/recipients";

        JsonResponse first = get(path);
        JsonResponse last = get(path + "?page=3");

        assertThat(first.json())
                .containsOnlyKeys("data", "total", "page", "limit", "summary")
                .containsEntry("total", 250.0)
                .containsEntry("page", 1.0)
                .containsEntry("limit", 100.0);
        assertThat(first.objects("data")).hasSize(100);
        assertThat(last.objects("data")).hasSize(50);
        assertThat(get(path + "?page=4").objects("data")).isEmpty();
        assertThat(get(path + "?status=blocked").json()).containsEntry("total", 1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=x",
                "after=-1",
                "after=",
                "limit=0&after=0",
                "limit=1001",
                "status=sent",
                "page=2&after=0",
                "cursor=1"
            })
    void recipients_outside_their_range_are_rejected(String query) {
        JsonResponse response = get("/sms/" + send("Hello") + "/recipients?" + query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).isEqualTo(Map.of("error", "Invalid parameter: " + query.split("=", 2)[0]));
    }

    @Test
    void fifty_thousand_recipients_are_read_to_the_end() {
        String path = "/sms/" + sendMany(50_000) + "/recipients?limit=1000&after=";
        clock.advance(Duration.ofSeconds(8));
        int rows = 0;
        Object cursor = 0.0;
        while (cursor != null) {
            JsonResponse response = get(path + ((Double) cursor).intValue());
            rows += response.objects("data").size();
            cursor = response.json().get("nextCursor");
        }

        assertThat(rows).isEqualTo(50_000);
        assertThat(sandbox.inbox()).hasSize(50_000);
        assertThat(Browser.get(sandbox.url().resolve("api/messages")).json()).containsEntry("total", 50_000.0);
    }
}
