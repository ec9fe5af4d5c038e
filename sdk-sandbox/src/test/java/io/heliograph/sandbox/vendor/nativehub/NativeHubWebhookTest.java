package io.heliograph.sandbox.vendor.nativehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

class NativeHubWebhookTest {
    private static final String VENDOR = "nativehub";

    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private JsonResponse post(String path, String body) {
        return Browser.call(sandbox, VENDOR, "POST", path, body);
    }

    private JsonResponse subscribe(String events, String more) {
        return post(
                "/webhooks/subscriptions",
                "{\"url\":\"" + receiver.uri("/hook") + "\",\"events\":[" + events + "]" + more + "}");
    }

    private JsonResponse send(String to) {
        return post("/messages", "{\"to\":\"" + to + "\",\"from\":\"BRAND\",\"body\":\"Hello\"}");
    }

    private List<Receiver.Got> after(Duration time) {
        clock.advance(time);
        sandbox.sendDueWebhooks();
        return receiver.taken();
    }

    private List<String> reportsOn(String to) {
        subscribe("\"dlr\"", "");
        send(to);
        List<String> statuses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            after(Duration.ofSeconds(1))
                    .forEach(got -> statuses.add(String.valueOf(got.json().get("status"))));
        }
        return statuses;
    }

    @Test
    void a_subscription_is_answered_with_its_secret() {
        JsonResponse response = subscribe("\"dlr\",\"mo\"", ",\"secret\":\"s3cr3t\"");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json())
                .containsOnlyKeys("id", "tenant_id", "url", "events", "secret", "status", "created_at")
                .containsEntry("url", receiver.uri("/hook").toString())
                .containsEntry("events", List.of("dlr", "mo"))
                .containsEntry("secret", "s3cr3t")
                .containsEntry("created_at", "2026-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":\"http://localhost/\"}",
                "{\"events\":[\"dlr\"]}",
                "{\"url\":\"http://localhost/\",\"events\":[]}",
                "{\"url\":\"http://localhost/\",\"events\":[\" \"]}",
                "{\"url\":\"https://example.com/\",\"events\":[\"dlr\"]}",
                "{\"url\":\"http://localhost/\",\"events\":[\"dlr\"],\"other\":1}"
            })
    void a_bad_subscription_is_rejected(String body) {
        JsonResponse response = post("/webhooks/subscriptions", body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).containsOnlyKeys("error");
    }

    @ParameterizedTest
    @CsvSource({"GET, 405", "DELETE, 405"})
    void only_subscribing_is_documented(String method, int status) {
        assertThat(Browser.call(sandbox, VENDOR, method, "/webhooks/subscriptions", "")
                        .status())
                .isEqualTo(status);
        assertThat(post("/webhooks", "{}").status()).isEqualTo(501);
    }

    @Test
    void a_delivery_report_has_the_members_of_the_guide() {
        subscribe("\"dlr\"", "");
        String id = send("+66812345678").text("id");

        Receiver.Got submitted = after(Duration.ofSeconds(4)).get(0);
        Receiver.Got delivered = after(Duration.ofSeconds(4)).get(0);

        assertThat(submitted.body())
                .isEqualTo("{\"event\":\"dlr\",\"message_id\":\"" + id + "\",\"status\":\"submitted\","
                        + "\"error_code\":null,\"destination\":\"+66812345678\",\"delivered_at\":null}");
        assertThat(delivered.json())
                .containsEntry("status", "delivered")
                .containsEntry("delivered_at", "2026-03-01T12:00:08Z");
        assertThat(delivered.headers()).doesNotContainKey("X-webhook-signature");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+66812345678|submitted, delivered",
                "+66812340003|submitted, failed",
                "+66812340004|submitted",
                "+66812340005|''",
                "+66812340002|''"
            })
    void only_states_of_the_list_of_delivery_reports_have_webhooks(String to, String states) {
        assertThat(String.join(", ", reportsOn(to))).isEqualTo(states);
    }

    @Test
    void an_error_is_a_number_as_in_the_webhook_guide() {
        subscribe("\"dlr\"", "");
        post("/messages/bulk", "{\"recipients\":[\"+66812340001\",\"+66812340003\"],\"from\":\"B\",\"body\":\"Hi\"}");

        assertThat(after(Duration.ofSeconds(8)))
                .extracting(got -> got.json().get("status") + " " + got.json().get("error_code"))
                .containsExactly("failed 1.0", "submitted null", "failed 2.0");
    }

    @Test
    void the_signature_is_over_the_raw_bytes() throws GeneralSecurityException {
        subscribe("\"dlr\",\"mo\"", ",\"secret\":\"s3cr3t\"");
        sandbox.reply(VENDOR, "+66812345678", "BRAND", "สวัสดี \"you\"/");

        Receiver.Got got = after(Duration.ZERO).get(0);

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cr3t".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(got.header("X-webhook-signature")).isEqualTo(HexFormat.of().formatHex(mac.doFinal(got.bytes())));
        assertThat(got.headers()).doesNotContainKey("X-timestamp");
    }

    @Test
    void the_consoles_webhook_is_signed_with_the_sandboxes_secret() {
        sandbox.webhook(VENDOR, receiver.uri("/"));
        sandbox.reply(VENDOR, "+66812345678", "BRAND", "Hi");

        assertThat(sandbox.webhookSecret(VENDOR)).contains("sandbox");
        assertThat(after(Duration.ZERO).get(0).header("X-webhook-signature")).matches("[0-9a-f]{64}");
    }

    @Test
    void a_reply_is_an_mo() {
        subscribe("\"mo\"", "");

        String id = sandbox.reply(VENDOR, "+66812345678", "BRAND", "Hi");

        assertThat(after(Duration.ZERO))
                .singleElement()
                .satisfies(got -> assertThat(got.json())
                        .isEqualTo(Map.of(
                                "event", "mo",
                                "message_id", id,
                                "source", "+66812345678",
                                "destination", "BRAND",
                                "content", "Hi",
                                "received_at", "2026-03-01T12:00:00Z")));
    }

    @Test
    void the_event_names_of_the_reference_get_their_reports_only() {
        subscribe("\"message.delivered\"", "");
        send("+66812345678");

        assertThat(after(Duration.ofSeconds(8)))
                .extracting(got -> got.json().get("status"))
                .containsExactly("delivered");
    }

    @Test
    void a_scheduled_message_has_webhooks_with_a_new_id_when_it_is_due() {
        subscribe("\"dlr\"", "");
        String scheduled = post("/scheduled-messages", """
                {"to":"+66812345678","from":"BRAND","body":"Hi","scheduled_at":"2026-03-01T13:00:00Z"}""").text("id");

        assertThat(after(Duration.ofMinutes(59))).isEmpty();
        List<Receiver.Got> reports = after(Duration.ofMinutes(2));

        assertThat(reports).extracting(got -> got.json().get("status")).containsExactly("submitted", "delivered");
        String id = String.valueOf(reports.get(0).json().get("message_id"));
        assertThat(id).isNotEqualTo(scheduled);
        assertThat(Browser.call(sandbox, VENDOR, "GET", "/messages/" + id, "").status())
                .isEqualTo(200);
    }

    @Test
    void five_repetitions_are_each_five_times_later_than_the_one_before() {
        subscribe("\"mo\"", "");
        receiver.answer(Collections.nCopies(10, 500).toArray(Integer[]::new));
        sandbox.reply(VENDOR, "+66812345678", "BRAND", "Hi");
        sandbox.sendDueWebhooks();
        for (int seconds : new int[] {5, 25, 125, 625, 3125}) {
            receiver.taken();
            assertThat(after(Duration.ofSeconds(seconds - 1))).isEmpty();
            assertThat(after(Duration.ofSeconds(1))).hasSize(1);
        }

        assertThat(after(Duration.ofDays(9))).isEmpty();
        assertThat(sandbox.webhooks()).extracting(WebhookDelivery::attempt).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", " stop\n", "Unsubscribe", "QUIT"})
    void a_stop_puts_the_phone_on_the_do_not_contact_list(String word) {
        assertThat(send("+66812345678").text("status")).isEqualTo("pending");

        sandbox.reply(VENDOR, "+66812345678", "BRAND", word);

        assertThat(send("+66812345678").text("status")).isEqualTo("rejected");
        assertThat(send("+66812345679").text("status")).isEqualTo("pending");
        sandbox.reply(VENDOR, "+66812345678", "BRAND", "Start");
        assertThat(send("+66812345678").text("status")).isEqualTo("pending");
    }

    @Test
    void a_text_with_stop_in_it_is_no_stop() {
        sandbox.reply(VENDOR, "+66812345678", "BRAND", "don't stop");

        assertThat(send("+66812345678").text("status")).isEqualTo("pending");
    }
}
