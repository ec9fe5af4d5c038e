package io.heliograph.sandbox.vendor.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.WebhookDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AndroidWebhookTest {
    private static final String VENDOR = "androidgateway";

    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .deliverAfter(Duration.ofSeconds(8))
            .webhookSecret(VENDOR, "s3cr3tKy")
            .start();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private JsonResponse call(String method, String path, String body) {
        return Browser.call(sandbox, VENDOR, method, path, body);
    }

    private JsonResponse register(String event, String more) {
        URI url = receiver.uri("/hook");
        return call("POST", "/webhooks", "{\"url\":\"" + url + "\",\"event\":\"" + event + "\"" + more + "}");
    }

    private void send(String id, String to) {
        assertThat(Browser.postAndroid(sandbox, "", """
                {"id":"%s","textMessage":{"text":"Hi"},"phoneNumbers":["%s"]}""".formatted(id, to)).status())
                .isEqualTo(202);
    }

    private List<Receiver.Got> after(Duration time) {
        clock.advance(time);
        sandbox.sendDueWebhooks();
        return receiver.taken();
    }

    private static String mac(String key, byte[] body, String timestamp) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update(body);
        mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal());
    }

    @Test
    void a_webhook_is_registered_listed_and_deleted() {
        JsonResponse made = register("sms:sent", "");

        String id = made.text("id");
        String url = receiver.uri("/hook").toString();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body())
                .isEqualTo("{\"id\":\"" + id + "\",\"deviceId\":null,\"url\":\"" + url + "\",\"event\":\"sms:sent\"}");
        assertThat(call("GET", "/webhooks", "").body()).isEqualTo("[" + made.body() + "]");
        JsonResponse gone = call("DELETE", "/webhooks/" + id, "");
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(call("GET", "/webhooks", "").body()).isEqualTo("[]");
        assertThat(call("DELETE", "/webhooks/" + id, "").status()).isEqualTo(204);
    }

    @Test
    void the_same_id_replaces_the_registration() {
        register("sms:sent", ",\"id\":\"h1\"");
        register("sms:failed", ",\"id\":\"h1\",\"deviceId\":\"SandboxPhone000000001\"");

        assertThat(call("GET", "/webhooks", "").value())
                .isEqualTo(List.of(Map.of(
                        "id",
                        "h1",
                        "deviceId",
                        "SandboxPhone000000001",
                        "url",
                        receiver.uri("/hook").toString(),
                        "event",
                        "sms:failed")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\":\"sms:sent\"}|Webhook.URL",
                "{\"url\":\"http://127.0.0.1/\"}|Webhook.Event",
                "{\"url\":\"http://127.0.0.1/\",\"event\":\"sms:lost\"}|Webhook.Event",
                "{\"url\":\"http://127.0.0.1/\",\"event\":\"sms:sent\",\"deviceId\":\"x\"}|select device",
                "{\"url\":\"https://example.com/\",\"event\":\"sms:sent\"}|localhost",
                "{\"url\":\"http://127.0.0.1.evil.test/\",\"event\":\"sms:sent\"}|localhost",
                "{\"url\":\"ftp://127.0.0.1/\",\"event\":\"sms:sent\"}|localhost",
                "{\"url\":\"no url\",\"event\":\"sms:sent\"}|localhost",
                "{\"url\":1,\"event\":\"sms:sent\"}|url",
                "nothing|failed to parse body"
            })
    void a_bad_registration_is_rejected(String body, String words) {
        JsonResponse response = call("POST", "/webhooks", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text("message")).contains(words);
        assertThat(call("GET", "/webhooks", "").body()).isEqualTo("[]");
    }

    @Test
    void an_id_of_more_than_36_characters_is_rejected() {
        assertThat(register("sms:sent", ",\"id\":\"" + "x".repeat(37) + "\"").status())
                .isEqualTo(400);
    }

    @Test
    void the_phone_sends_webhooks_for_sent_and_delivered() {
        sandbox.webhook(VENDOR, receiver.uri("/all?token=t"));
        send("m1", "+66812345678");

        assertThat(after(Duration.ofSeconds(3))).isEmpty();
        List<Receiver.Got> sent = after(Duration.ofSeconds(1));
        assertThat(sent).singleElement().satisfies(got -> {
            assertThat(got.method()).isEqualTo("POST");
            assertThat(got.uri()).hasToString("/all?token=t");
            assertThat(got.header("Content-type")).isEqualTo("application/json");
            assertThat(got.header("User-agent")).startsWith("me.capcom.smsgateway/");
            assertThat(got.json())
                    .containsOnlyKeys("id", "webhookId", "event", "deviceId", "payload")
                    .containsEntry("event", "sms:sent")
                    .containsEntry("deviceId", "SandboxPhone000000001")
                    .containsEntry("webhookId", "sandbox-sms:sent");
            assertThat(got.object("payload"))
                    .containsOnlyKeys("messageId", "phoneNumber", "recipient", "partsCount", "sentAt")
                    .containsEntry("messageId", "m1")
                    .containsEntry("phoneNumber", "+66812345678")
                    .containsEntry("recipient", "+66812345678")
                    .containsEntry("partsCount", 1.0)
                    .containsEntry("sentAt", "2026-03-01T19:00:04.250+07:00");
        });
        assertThat(after(Duration.ofSeconds(4))).singleElement().satisfies(got -> {
            assertThat(got.json()).containsEntry("event", "sms:delivered");
            assertThat(got.object("payload")).containsEntry("deliveredAt", "2026-03-01T19:00:08.250+07:00");
        });
        assertThat(after(Duration.ofDays(3))).isEmpty();
    }

    @Test
    void the_signature_is_over_the_body_and_the_seconds_behind_it() throws GeneralSecurityException {
        sandbox.webhook(VENDOR, receiver.uri("/"));
        send("m1", "+66812345678");

        Receiver.Got got = after(Duration.ofSeconds(4)).get(0);

        String timestamp = Long.toString(clock.instant().getEpochSecond());
        assertThat(sandbox.webhookSecret(VENDOR)).contains("s3cr3tKy");
        assertThat(got.header("X-timestamp")).isEqualTo(timestamp);
        assertThat(got.header("X-signature")).isEqualTo(mac("s3cr3tKy", got.bytes(), timestamp));
    }

    @Test
    void the_tests_own_mac_is_that_of_the_vendors_vector() throws GeneralSecurityException {
        String body = "{\"deviceId\":\"dev1\",\"event\":\"sms:sent\",\"id\":\"ev1\",\"payload\":{\"messageId\":\"m1\"},"
                + "\"webhookId\":\"w1\"}";

        assertThat(mac("s3cr3tKy", body.getBytes(StandardCharsets.UTF_8), "1700000000"))
                .isEqualTo("de5f9b09f4869f235a5fd997f631a95a7b4464b3f6a7f308b02da17ba38d7b8b");
    }

    @ParameterizedTest
    @CsvSource({
        "+66812340003, 4, Send result: RESULT_ERROR_GENERIC_FAILURE",
        "+66812340005, 8, Delivery result from SC sandbox: 70"
    })
    void a_failure_comes_with_its_reason(String to, int seconds, String reason) {
        register("sms:failed", "");
        send("m1", to);

        assertThat(after(Duration.ofSeconds(seconds - 1))).isEmpty();
        assertThat(after(Duration.ofSeconds(1)))
                .singleElement()
                .satisfies(got -> assertThat(got.object("payload"))
                        .containsEntry("reason", reason)
                        .containsKey("failedAt"));
    }

    @Test
    void a_cancelled_message_sends_only_that_event() {
        sandbox.webhook(VENDOR, receiver.uri("/"));
        send("m1", "+66812345678");
        call("DELETE", "/messages/m1", "");

        assertThat(after(Duration.ofMinutes(1))).singleElement().satisfies(got -> {
            assertThat(got.json()).containsEntry("event", "sms:cancelled");
            assertThat(got.object("payload")).containsEntry("cancelledAt", "2026-03-01T19:00:02.250+07:00");
        });
    }

    @Test
    void every_recipient_and_every_delivered_part_is_an_event_of_its_own() {
        register("sms:sent", "");
        register("sms:delivered", "");
        Browser.postAndroid(sandbox, "", """
                {"textMessage":{"text":"%s"},"phoneNumbers":["+66811111111","+66822222222"]}""".formatted("a".repeat(300)));

        List<Receiver.Got> sent = after(Duration.ofSeconds(4));
        List<Receiver.Got> delivered = after(Duration.ofSeconds(4));

        assertThat(sent)
                .extracting(got -> got.object("payload").get("recipient"))
                .containsExactly("+66811111111", "+66822222222");
        assertThat(sent)
                .extracting(got -> got.object("payload").get("partsCount"))
                .containsOnly(2.0);
        assertThat(delivered).hasSize(4);
        assertThat(delivered).extracting(got -> got.json().get("id")).doesNotHaveDuplicates();
    }

    @Test
    void each_registration_gets_an_event_id_of_its_own() {
        register("sms:sent", ",\"id\":\"one\"");
        register("sms:sent", ",\"id\":\"two\"");
        send("m1", "+66812345678");

        List<Receiver.Got> sent = after(Duration.ofSeconds(4));

        assertThat(sent).extracting(got -> got.json().get("webhookId")).containsExactly("one", "two");
        assertThat(sent).extracting(got -> got.json().get("id")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"+66812345678, sms:sent", "+66812345678, sms:delivered", "+66812340003, sms:failed"})
    void the_sim_that_the_send_names_is_in_its_events(String to, String event) {
        register(event, "");
        Browser.postAndroid(sandbox, "", """
                {"simNumber":2,"textMessage":{"text":"Hi"},"phoneNumbers":["%s"]}""".formatted(to));

        assertThat(after(Duration.ofSeconds(8)))
                .singleElement()
                .satisfies(got -> assertThat(got.object("payload")).containsEntry("simNumber", 2.0));
    }

    @Test
    void the_sim_of_a_cancelled_message_is_in_its_event() {
        register("sms:cancelled", "");
        Browser.postAndroid(sandbox, "", """
                {"id":"m1","simNumber":3,"textMessage":{"text":"Hi"},"phoneNumbers":["+66812345678"]}""");
        call("DELETE", "/messages/m1", "");

        assertThat(after(Duration.ofSeconds(8)))
                .singleElement()
                .satisfies(got -> assertThat(got.object("payload")).containsEntry("simNumber", 3.0));
    }

    @Test
    void a_scheme_in_capitals_is_a_scheme() {
        JsonResponse made = call("POST", "/webhooks", """
                {"url":"HTTP://localhost:1/hook","event":"sms:sent"}""");

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void only_the_event_of_the_registration_is_sent() {
        register("sms:delivered", "");
        send("m1", "+66812345678");

        assertThat(after(Duration.ofMinutes(1)))
                .extracting(got -> got.json().get("event"))
                .containsExactly("sms:delivered");
    }

    @Test
    void a_deleted_webhook_gets_nothing_more() {
        String id = register("sms:sent", "").text("id");
        send("m1", "+66812345678");
        call("DELETE", "/webhooks/" + id, "");

        assertThat(after(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void a_failed_attempt_is_repeated_with_twice_the_wait_and_a_new_signature() throws GeneralSecurityException {
        register("sms:sent", "");
        receiver.answer(500, 404, 302);
        send("m1", "+66812345678");

        Receiver.Got first = after(Duration.ofSeconds(4)).get(0);
        assertThat(after(Duration.ofMillis(4_999))).isEmpty();
        Receiver.Got second = after(Duration.ofMillis(1)).get(0);
        assertThat(after(Duration.ofMillis(9_999))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).hasSize(1);
        Receiver.Got fourth = after(Duration.ofSeconds(20)).get(0);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(fourth.header("X-signature")).isNotEqualTo(first.header("X-signature"));
        assertThat(fourth.header("X-signature"))
                .isEqualTo(mac("s3cr3tKy", fourth.bytes(), fourth.header("X-timestamp")));
        assertThat(after(Duration.ofDays(3))).isEmpty();
        assertThat(sandbox.webhooks()).extracting(WebhookDelivery::status).containsExactly(500, 404, 302, 200);
    }

    @Test
    void after_sixteen_attempts_in_45_hours_an_event_is_given_up() {
        register("sms:sent", "");
        receiver.answer(Collections.nCopies(20, 503).toArray(Integer[]::new));
        send("m1", "+66812345678");
        after(Duration.ofSeconds(4));
        for (int n = 0; n < 15; n++) {
            assertThat(after(Duration.ofSeconds(5L << n))).hasSize(1);
        }

        assertThat(after(Duration.ofDays(30))).isEmpty();
        List<WebhookDelivery> log = sandbox.webhooks();
        assertThat(log).hasSize(16);
        assertThat(Duration.between(log.get(0).at(), log.get(15).at())).isEqualTo(Duration.ofSeconds(163_835));
        assertThat(log.get(15).nextAt()).isNull();
    }

    @Test
    void a_reply_is_an_inbound_message_with_the_number_of_the_phone() {
        sandbox.webhook(VENDOR, receiver.uri("/"));

        String id = sandbox.reply(VENDOR, "+66812345678", "+66899999999", "สวัสดี");

        assertThat(after(Duration.ZERO)).singleElement().satisfies(got -> {
            assertThat(got.json()).containsEntry("event", "sms:received");
            assertThat(got.object("payload"))
                    .isEqualTo(Map.of(
                            "messageId", id,
                            "phoneNumber", "+66812345678",
                            "sender", "+66812345678",
                            "recipient", "+66899999999",
                            "simNumber", 1.0,
                            "message", "สวัสดี",
                            "receivedAt", "2026-03-01T19:00:00.250+07:00"));
        });
        assertThat(id).matches("[0-9a-f]{8}");
    }

    @Test
    void a_phone_has_no_opt_outs() {
        sandbox.reply(VENDOR, "+66812345678", "+66899999999", "STOP");

        send("m1", "+66812345678");
        clock.advance(Duration.ofSeconds(8));

        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("Delivered");
    }

    @Test
    void a_ping_has_the_health_of_the_phone() {
        register("system:ping", "");

        sandbox.ping(VENDOR);

        assertThat(after(Duration.ZERO)).singleElement().satisfies(got -> {
            assertThat(got.json()).containsEntry("event", "system:ping");
            assertThat(got.object("payload")).containsOnlyKeys("health");
        });
    }
}
