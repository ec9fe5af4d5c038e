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
import org.junit.jupiter.params.provider.ValueSource;

class AndroidGatewayTest {
    private static final String SMS = """
            {"id":"m-1","textMessage":{"text":"Hello"},"phoneNumbers":["+79990001234"]}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void a_send_is_answered_with_202_and_the_message_state() {
        JsonResponse response = Browser.postAndroid(sandbox, "", SMS);

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.body())
                .isEqualTo("{\"id\":\"m-1\",\"deviceId\":\"SandboxPhone000000001\",\"state\":\"Pending\","
                        + "\"isHashed\":false,\"isEncrypted\":false,"
                        + "\"recipients\":[{\"phoneNumber\":\"+79990001234\",\"state\":\"Pending\"}],"
                        + "\"states\":{\"Pending\":\"2026-03-01T12:00:00.250Z\"},"
                        + "\"textMessage\":{\"text\":\"Hello\"}}");
    }

    @Test
    void the_state_moves_with_the_clock_alone() {
        Browser.postAndroid(sandbox, "", SMS);

        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Pending");
        clock.advance(Duration.ofMillis(1999));
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Pending");
        clock.advance(Duration.ofMillis(1));
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Processed");
        clock.advance(Duration.ofSeconds(2));
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Sent");
        clock.advance(Duration.ofSeconds(4));
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Delivered");
        assertThat(Browser.getAndroid(sandbox, "m-1").object("states"))
                .isEqualTo(Map.of(
                        "Pending", "2026-03-01T12:00:00.250Z",
                        "Processed", "2026-03-01T12:00:02.250Z",
                        "Sent", "2026-03-01T12:00:04.250Z",
                        "Delivered", "2026-03-01T12:00:08.250Z"));
    }

    /** As on the server: each query renews the entry, and only the list shows messages from meanwhile. */
    @Test
    void a_not_found_is_repeated_for_five_minutes_after_the_last_query() {
        assertThat(Browser.getAndroid(sandbox, "m-1").status()).isEqualTo(404);
        Browser.postAndroid(sandbox, "", SMS);

        clock.advance(Duration.ofSeconds(299));
        assertThat(Browser.getAndroid(sandbox, "m-1").status()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(299));
        assertThat(Browser.getAndroid(sandbox, "m-1").status()).isEqualTo(404);
        assertThat(Browser.get(Browser.android(sandbox, ""), "Authorization", Browser.BASIC)
                        .body())
                .contains("\"id\":\"m-1\"");
        assertThat(Browser.postAndroid(sandbox, "", SMS).status()).isEqualTo(409);

        clock.advance(Duration.ofMinutes(5));
        assertThat(Browser.getAndroid(sandbox, "m-1").status()).isEqualTo(200);
        assertThat(Browser.getAndroid(sandbox, "m-2").status()).isEqualTo(404);
    }

    @Test
    void mixed_ends_read_as_sent_for_ever() {
        Browser.postAndroid(sandbox, "", """
                {"id":"m-2","textMessage":{"text":"Hello"},"phoneNumbers":["+66811111111","+66822220003"]}""");
        clock.advance(Duration.ofSeconds(20));

        JsonResponse response = Browser.getAndroid(sandbox, "m-2");

        assertThat(response.text("state")).isEqualTo("Sent");
        assertThat(response.objects("recipients"))
                .containsExactly(
                        Map.of("phoneNumber", "+66811111111", "state", "Delivered"),
                        Map.of(
                                "phoneNumber",
                                "+66822220003",
                                "state",
                                "Failed",
                                "error",
                                "Send result: RESULT_ERROR_GENERIC_FAILURE"));
    }

    @Test
    void without_a_delivery_report_a_message_stays_sent() {
        Browser.postAndroid(sandbox, "", SMS.replace("{\"id\"", "{\"withDeliveryReport\":false,\"id\""));
        clock.advance(Duration.ofSeconds(20));

        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Sent");
    }

    @Test
    void content_and_numbers_are_hashed_a_minute_after_processing() {
        Browser.postAndroid(sandbox, "", SMS);
        clock.advance(Duration.ofSeconds(61));
        assertThat(Browser.getAndroid(sandbox, "m-1").json())
                .containsEntry("isHashed", false)
                .containsKey("textMessage");
        clock.advance(Duration.ofSeconds(1));

        JsonResponse response = Browser.getAndroid(sandbox, "m-1");

        assertThat(response.json()).containsEntry("isHashed", true).doesNotContainKey("textMessage");
        assertThat(response.objects("recipients"))
                .containsExactly(Map.of("phoneNumber", "62d17792b45c5307", "state", "Delivered"));
        assertThat(response.object("hashedMessage"))
                .containsEntry("hash", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969");
        assertThat(sandbox.inbox()).extracting(InboxMessage::to).containsExactly("+79990001234");
    }

    @Test
    void an_encrypted_message_is_accepted_as_it_is_and_never_hashed() {
        String cipher = "$aes-256-cbc/pbkdf2-sha1$i=75000$AAECAwQFBgcICQoLDA0ODw==$xriAQOyzxRVl0uWWPrPWOw==";
        JsonResponse response = Browser.postAndroid(sandbox, "", """
                {"id":"m-3","isEncrypted":true,"textMessage":{"text":"%s"},"phoneNumbers":["%s"]}""".formatted(cipher, cipher));
        assertThat(response.status()).isEqualTo(202);
        clock.advance(Duration.ofHours(1));

        assertThat(Browser.getAndroid(sandbox, "m-3").json())
                .containsEntry("isEncrypted", true)
                .containsEntry("isHashed", false)
                .containsEntry("textMessage", Map.of("text", cipher));
    }

    @Test
    void a_data_message_is_answered_as_such() {
        JsonResponse response = Browser.postAndroid(sandbox, "", """
                {"dataMessage":{"data":"SGVsbG8gV29ybGQh","port":53739},"phoneNumbers":["+66811111111"]}""");

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).contains("\"dataMessage\":{").contains("\"port\":53739");
        assertThat(response.json()).doesNotContainKey("textMessage");
        assertThat(response.text("id")).matches("[A-Za-z0-9_-]{21}");
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("SGVsbG8gV29ybGQh");
    }

    @Test
    void the_deprecated_text_is_still_taken() {
        JsonResponse response = Browser.postAndroid(sandbox, "", """
                {"message":"Hello","phoneNumbers":["+66811111111"]}""");

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.object("textMessage")).containsEntry("text", "Hello");
    }

    @Test
    void unknown_members_are_ignored() {
        assertThat(Browser.postAndroid(sandbox, "", SMS.replace("{\"id\"", "{\"colour\":\"red\",\"id\""))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void the_location_leads_to_the_message_whatever_its_id() {
        JsonResponse sent = Browser.postAndroid(sandbox, "", """
                {"id":"a b+c\\r\\n\u00e9","message":"Hello","phoneNumbers":["+66811111111"]}""");

        assertThat(sent.header("Location")).isEqualTo("/3rdparty/v1/message/a%20b%2Bc%0D%0A%C3%A9");
        URI uri = sandbox.baseUrl("androidgateway").resolve(sent.header("Location"));
        assertThat(Browser.get(uri, "Authorization", Browser.BASIC).text("id")).isEqualTo(sent.text("id"));
    }

    @Test
    void the_same_id_is_a_conflict_and_sends_nothing() {
        Browser.postAndroid(sandbox, "", SMS);

        JsonResponse again = Browser.postAndroid(sandbox, "", SMS.replace("Hello", "Other"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json()).isEqualTo(Map.of("message", "message with the same ID already exists"));
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("Hello");
    }

    @Test
    void a_scheduled_message_waits_on_the_phone() {
        Browser.postAndroid(sandbox, "", """
                {"id":"m-4","textMessage":{"text":"Hello"},"phoneNumbers":["+66811111111"],
                 "scheduleAt":"2026-03-01T19:10:00.250+07:00"}""");
        clock.advance(Duration.ofMinutes(10));
        assertThat(Browser.getAndroid(sandbox, "m-4").text("state")).isEqualTo("Pending");
        clock.advance(Duration.ofSeconds(8));

        assertThat(Browser.getAndroid(sandbox, "m-4").text("state")).isEqualTo("Delivered");
    }

    @Test
    void a_message_whose_time_is_over_fails_on_the_phone() {
        JsonResponse response = Browser.postAndroid(sandbox, "", """
                {"id":"m-5","textMessage":{"text":"Hello"},"phoneNumbers":["+66811111111"],
                 "validUntil":"2020-01-01T00:00:00Z"}""");
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.text("state")).isEqualTo("Pending");
        clock.advance(Duration.ofSeconds(2));

        assertThat(Browser.getAndroid(sandbox, "m-5").objects("recipients"))
                .containsExactly(Map.of("phoneNumber", "+66811111111", "state", "Failed", "error", "TTL expired"));
    }

    @Test
    void a_time_to_live_that_lasts_until_the_sending_is_enough() {
        Browser.postAndroid(sandbox, "", SMS.replace("{\"id\"", "{\"ttl\":5,\"id\""));
        clock.advance(Duration.ofSeconds(8));

        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Delivered");
    }

    @Test
    void a_missing_message_isnt_found_in_json() {
        JsonResponse response = Browser.getAndroid(sandbox, "absent");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.json()).isEqualTo(Map.of("message", "message not found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/messagesX",
                "/api/3rdparty/v1/messages/m-1",
                "/3rdparty/v1/messagesX",
                "/3rdparty/v1/a",
                "/3rdparty/v1",
                "/3rdparty/v1/messages/",
                "/3rdparty/v1/message/a/b"
            })
    void an_unknown_path_isnt_found_in_plain_text(String path) {
        URI uri = URI.create(sandbox.baseUrl("androidgateway").resolve("/") + path.substring(1));

        JsonResponse response = Browser.get(uri, "Authorization", Browser.BASIC);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("Content-Type")).startsWith("text/plain");
        assertThat(response.body()).isEqualTo("Not Found");
        assertThat(Browser.get(uri).status()).isEqualTo(401);
    }

    @Test
    void the_one_device_is_listed_and_can_be_pinned() {
        URI uri = URI.create(sandbox.baseUrl("androidgateway") + "/devices");
        clock.advance(Duration.ofSeconds(5));

        JsonResponse response = Browser.get(uri, "Authorization", Browser.BASIC);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("[{\"id\":\"SandboxPhone000000001\",\"name\":\"Sandbox phone\","
                        + "\"createdAt\":\"2026-03-01T12:00:00.250Z\",\"updatedAt\":\"2026-03-01T12:00:00.250Z\","
                        + "\"lastSeen\":\"2026-03-01T12:00:05.250Z\",\"simCards\":[{")
                .contains("\"slotIndex\":0", "\"simNumber\":1", "\"simNumber\":3");
        assertThat(Browser.get(uri).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/startup"})
    void health_needs_no_credentials(String path) {
        JsonResponse response = Browser.get(URI.create(sandbox.baseUrl("androidgateway") + path));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json()).containsEntry("status", "pass").containsKeys("version", "releaseId", "checks");
    }

    @Test
    void the_singular_alias_still_works() {
        URI alias = URI.create(sandbox.baseUrl("androidgateway") + "/message");
        JsonResponse sent =
                Browser.send("POST", alias, SMS, "Authorization", Browser.BASIC, "Content-Type", "application/json");

        assertThat(sent.status()).isEqualTo(202);
        assertThat(Browser.get(URI.create(alias + "/m-1"), "Authorization", Browser.BASIC)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer sandbox",
                "Basic",
                "Basic %%%",
                "Basic c2FuZGJveA==",
                "Basic c2FuZGJveDp3cm9uZw==",
                "Digest c2FuZGJveDpzYW5kYm94"
            })
    void other_credentials_are_unauthorized_without_a_challenge(String authorization) {
        JsonResponse response = Browser.send(
                "POST",
                Browser.android(sandbox, ""),
                SMS,
                "Authorization",
                authorization,
                "Content-Type",
                "application/json");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.json()).isEqualTo(Map.of("message", "Unauthorized"));
        assertThat(response.header("WWW-Authenticate")).isEmpty();
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void the_word_basic_may_be_in_any_case() {
        assertThat(Browser.get(Browser.android(sandbox, "/x"), "Authorization", "bAsIc c2FuZGJveDpzYW5kYm94")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_request_id_is_echoed_or_made() {
        URI uri = Browser.android(sandbox, "/x");

        assertThat(Browser.get(uri, "X-Request-ID", "mine-1").header("X-Request-ID"))
                .isEqualTo("mine-1");
        assertThat(Browser.get(uri).header("X-Request-ID")).hasSize(36);
    }

    @Test
    void every_recipient_is_in_the_inbox() {
        Browser.postAndroid(sandbox, "", """
                {"id":"m-6","textMessage":{"text":"Hello"},"phoneNumbers":["+66811111111","+66822222222"]}""");

        assertThat(sandbox.inbox())
                .isEqualTo(List.of(
                        new InboxMessage(
                                "androidgateway",
                                "m-6",
                                "+66811111111",
                                null,
                                "Hello",
                                1,
                                "Pending",
                                null,
                                TestClock.START),
                        new InboxMessage(
                                "androidgateway",
                                "m-6",
                                "+66822222222",
                                null,
                                "Hello",
                                1,
                                "Pending",
                                null,
                                TestClock.START)));
    }
}
