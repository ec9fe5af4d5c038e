package io.heliograph.sandbox.vendor.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AndroidListTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void send(String id, String more) {
        JsonResponse response = Browser.postAndroid(sandbox, "", """
                {"id":"%s","textMessage":{"text":"Hello"},"phoneNumbers":["+66811111111"]%s}""".formatted(id, more));
        assertThat(response.status()).isEqualTo(202);
    }

    private void sendThree() {
        send("m-1", "");
        clock.advance(Duration.ofSeconds(10));
        send("m-2", "");
        clock.advance(Duration.ofSeconds(10));
        send("m-3", "");
    }

    private JsonResponse list(String query) {
        return Browser.get(Browser.android(sandbox, "?" + query), "Authorization", Browser.BASIC);
    }

    private JsonResponse delete(String id) {
        return Browser.send("DELETE", Browser.android(sandbox, "/" + id), "", "Authorization", Browser.BASIC);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(JsonResponse response) {
        assertThat(response.status()).isEqualTo(200);
        return (List<Map<String, Object>>) response.value();
    }

    @Test
    void the_list_is_a_bare_array_newest_first_without_content() {
        sendThree();

        JsonResponse response = list("");

        assertThat(response.header("X-Total-Count")).isEqualTo("3");
        assertThat(items(response)).extracting(item -> item.get("id")).containsExactly("m-3", "m-2", "m-1");
        assertThat(items(response).get(0))
                .containsOnlyKeys("id", "deviceId", "state", "isHashed", "isEncrypted", "recipients", "states");
    }

    @Test
    void content_is_there_for_the_asking() {
        send("m-1", "");

        assertThat(items(list("includeContent=true")).get(0)).containsEntry("textMessage", Map.of("text", "Hello"));
        assertThat(items(list("includeContent=1")).get(0))
                .isEqualTo(Browser.getAndroid(sandbox, "m-1").json());
        assertThat(items(list("includeContent=false")).get(0)).doesNotContainKey("textMessage");
        clock.advance(Duration.ofMinutes(2));
        assertThat(items(list("includeContent=true")).get(0)).containsKey("hashedMessage");
        assertThat(items(list("")).get(0)).doesNotContainKey("hashedMessage");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=2                              | 3 | m-3,m-2
            limit=2&offset=2                     | 3 | m-1
            offset=3                             | 3 |
            limit=100&offset=0                   | 3 | m-3,m-2,m-1
            sort=created_at                      | 3 | m-1,m-2,m-3
            sort=-created_at                     | 3 | m-3,m-2,m-1
            state=Pending                        | 1 | m-3
            state=Delivered&limit=1              | 2 | m-2
            state=Failed                         | 0 |
            deviceId=SandboxPhone000000001       | 3 | m-3,m-2,m-1
            deviceId=SandboxPhone000000002       | 0 |
            from=2026-03-01T12:00:10.250Z        | 2 | m-3,m-2
            to=2026-03-01T12:00:10.250Z          | 1 | m-1
            from=2026-03-01T12:00:20.250Z&to=2026-03-01T12:00:00Z | 0 |
            from=2026-03-01T19:00:10.250%2B07:00 | 2 | m-3,m-2
            colour=red                           | 3 | m-3,m-2,m-1
            """)
    void a_list_is_filtered_sorted_and_paged(String query, String total, String expected) {
        sendThree();
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(",", 0));

        JsonResponse response = list(query);

        assertThat(items(response).stream().map(item -> item.get("id")).toList())
                .isEqualTo(wanted);
        assertThat(response.header("X-Total-Count")).isEqualTo(total);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=-1",
                "offset=-1",
                "offset=x",
                "state=pending",
                "deviceId=short",
                "sort=id",
                "from=2026-03-01",
                "to=2026-03-01T12:00Z",
                "from=2026-03-01T19:00:10+07:00",
                "includeContent=perhaps"
            })
    void a_query_outside_its_range_is_rejected(String query) {
        JsonResponse response = list(query);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text("message")).startsWith("failed to ");
    }

    @Test
    void a_pending_message_is_cancelled_once_the_phone_confirms() {
        send("m-1", "");
        clock.advance(Duration.ofSeconds(1));

        JsonResponse response = delete("m-1");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json()).containsEntry("id", "m-1").containsEntry("state", "Cancelling");
        assertThat(response.objects("recipients"))
                .as("only the message's state changes until the phone confirms")
                .containsExactly(Map.of("phoneNumber", "+66811111111", "state", "Pending"));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("Cancelling");
        clock.advance(Duration.ofSeconds(2));
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Cancelled");
        assertThat(Browser.getAndroid(sandbox, "m-1").object("states"))
                .isEqualTo(Map.of(
                        "Pending", "2026-03-01T12:00:00.250Z",
                        "Cancelling", "2026-03-01T12:00:01.250Z",
                        "Cancelled", "2026-03-01T12:00:03.250Z"));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("Cancelled");
    }

    @Test
    void a_scheduled_message_can_be_cancelled_until_the_phone_has_it() {
        send("m-1", ",\"scheduleAt\":\"2026-03-01T13:00:00Z\"");
        clock.advance(Duration.ofMinutes(59));

        assertThat(delete("m-1").text("state")).isEqualTo("Cancelling");
        clock.advance(Duration.ofMinutes(5));
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Cancelled");
    }

    @Test
    void a_cancelled_message_is_hashed_a_minute_later() {
        send("m-1", "");
        delete("m-1");
        clock.advance(Duration.ofSeconds(61));
        assertThat(Browser.getAndroid(sandbox, "m-1").json()).containsEntry("isHashed", false);
        clock.advance(Duration.ofSeconds(1));

        assertThat(Browser.getAndroid(sandbox, "m-1").json()).containsEntry("isHashed", true);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void what_is_no_longer_pending_cant_be_cancelled(int seconds) {
        send("m-1", "");
        clock.advance(Duration.ofSeconds(seconds));
        String before = Browser.getAndroid(sandbox, "m-1").body();

        JsonResponse response = delete("m-1");

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json()).isEqualTo(Map.of("message", "failed to cancel message: message is not pending"));
        assertThat(Browser.getAndroid(sandbox, "m-1").body()).isEqualTo(before);
    }

    @Test
    void a_second_cancellation_is_a_conflict() {
        send("m-1", "");
        delete("m-1");

        assertThat(delete("m-1").status()).isEqualTo(409);
        clock.advance(Duration.ofMinutes(1));
        assertThat(delete("m-1").status()).isEqualTo(409);
    }

    @Test
    void a_missing_message_cant_be_cancelled() {
        JsonResponse response = delete("absent");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.json()).isEqualTo(Map.of("message", "failed to cancel message: message not found"));
    }

    @Test
    void the_singular_alias_lists_and_cancels_too() {
        send("m-1", "");
        URI alias = URI.create(sandbox.baseUrl("androidgateway") + "/message");

        assertThat(items(Browser.get(alias, "Authorization", Browser.BASIC))).hasSize(1);
        assertThat(Browser.send("DELETE", URI.create(alias + "/m-1"), "", "Authorization", Browser.BASIC)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void listing_and_cancelling_need_credentials() {
        send("m-1", "");

        assertThat(Browser.get(Browser.android(sandbox, "")).status()).isEqualTo(401);
        assertThat(Browser.send("DELETE", Browser.android(sandbox, "/m-1"), "").status())
                .isEqualTo(401);
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Pending");
    }
}
