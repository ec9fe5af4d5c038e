package io.heliograph.sandbox.vendor.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
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

class WavixWebhookTest {
    private static final String VENDOR = "wavix";

    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private JsonResponse call(String method, String path, String body) {
        return Browser.call(sandbox, VENDOR, method, path, body);
    }

    private JsonResponse send(String to, String more) {
        return Browser.postWavix(
                sandbox,
                "{\"from\":\"+12015550123\",\"to\":\"" + to + "\",\"message_body\":{\"text\":\"Hi\",\"media\":null}"
                        + more + "}");
    }

    private JsonResponse send(String to) {
        return send(to, "");
    }

    private static String member(String name, URI url) {
        return "\"" + name + "\":\"" + url + "\"";
    }

    private List<Receiver.Got> after(Duration time) {
        clock.advance(time);
        sandbox.sendDueWebhooks();
        return receiver.taken();
    }

    @Test
    void a_delivery_report_has_the_names_of_the_document_and_not_those_of_a_read() {
        String id = send("+66812345678", ",\"tag\":\"sale\"," + member("callback_url", receiver.uri("/dlr?token=t")))
                .text("message_id");

        assertThat(after(Duration.ofMillis(3_999))).isEmpty();
        Receiver.Got sent = after(Duration.ofMillis(1)).get(0);
        Receiver.Got delivered = after(Duration.ofSeconds(4)).get(0);

        assertThat(sent.uri()).hasToString("/dlr?token=t");
        assertThat(sent.body())
                .isEqualTo("{\"message_id\":\"" + id + "\",\"message_type\":\"sms\",\"from\":\"+12015550123\","
                        + "\"to\":\"+66812345678\",\"tag\":\"sale\",\"status\":\"sent\",\"segments_count\":1,"
                        + "\"sent\":\"2026-03-01T12:00:04Z\",\"delivered\":null,\"error\":null,"
                        + "\"charge\":\"0.0075\",\"carrier_fees\":\"0.0\"}");
        assertThat(delivered.json())
                .containsEntry("status", "delivered")
                .containsEntry("delivered", "2026-03-01T12:00:08Z");
        assertThat(sent.headers()).doesNotContainKeys("X-signature", "X-webhook-signature");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+66812345678|sent delivered",
                "+66812340002|rejected",
                "+66812340003|sent undelivered",
                "+66812340004|sent dlr_expired",
                "+66812340005|rejected"
            })
    void when_it_is_sent_and_when_its_end_has_come_a_report_comes(String to, String states) {
        sandbox.webhook(VENDOR, receiver.uri("/"));
        send(to);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            after(Duration.ofSeconds(1))
                    .forEach(got -> texts.add(String.valueOf(got.json().get("status"))));
        }

        assertThat(String.join(" ", texts)).isEqualTo(states);
    }

    @Test
    void a_failure_has_its_error_and_the_time_of_its_end() {
        sandbox.webhook(VENDOR, receiver.uri("/"));
        send("+66812340005");

        assertThat(after(Duration.ofSeconds(8)).get(0).json())
                .containsEntry("error", "Rejected by a far-end carrier")
                .containsEntry("sent", null)
                .containsEntry("delivered", "2026-03-01T12:00:08Z")
                .containsEntry("charge", "0.0");
    }

    @Test
    void the_messages_url_wins_over_the_accounts() {
        sandbox.webhook(VENDOR, receiver.uri("/account"));
        send("+66812345678", "," + member("callback_url", receiver.uri("/message")));
        send("+66812345679");

        assertThat(after(Duration.ofSeconds(4)))
                .extracting(got -> got.uri().getPath())
                .containsExactly("/message", "/account");
    }

    @Test
    void a_callback_to_another_machine_is_accepted_but_never_called() {
        JsonResponse response = send("+66812345678", ",\"callback_url\":\"https://you-site.com/webhook\"");

        assertThat(response.status()).isEqualTo(201);
        assertThat(after(Duration.ofMinutes(1))).isEmpty();
        assertThat(sandbox.webhooks()).hasSize(2).allSatisfy(delivery -> {
            assertThat(delivery.status()).isZero();
            assertThat(delivery.problem()).startsWith("not sent: ").contains("localhost");
            assertThat(delivery.nextAt()).isNull();
        });
    }

    @Test
    void a_report_isnt_repeated_because_no_repetition_is_documented() {
        sandbox.webhook(VENDOR, receiver.uri("/"));
        receiver.answer(500);
        sandbox.reply(VENDOR, "+66812345678", "+12015550123", "Hi");

        assertThat(after(Duration.ZERO)).hasSize(1);
        assertThat(after(Duration.ofDays(9))).isEmpty();
    }

    @Test
    void the_profile_sets_and_shows_the_accounts_urls() {
        JsonResponse before = call("GET", "/v1/profile", "");
        JsonResponse after = call(
                "PUT",
                "/v1/profile",
                "{" + member("dlr_relay_url", receiver.uri("/d")) + "," + member("sms_relay_url", receiver.uri("/i"))
                        + "}");
        JsonResponse ended = call("PUT", "/v1/profile", "{\"dlr_relay_url\":\"\",\"first_name\":\"A\"}");

        assertThat(before.objects("default_destinations")).isEmpty();
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.objects("default_destinations"))
                .containsExactly(
                        Map.of("transport", "sms", "value", receiver.uri("/i").toString()),
                        Map.of("transport", "dlr", "value", receiver.uri("/d").toString()));
        assertThat(ended.objects("default_destinations")).hasSize(1);
        send("+66812345678");
        sandbox.reply(VENDOR, "+66812345678", "+12015550123", "Hi");
        assertThat(after(Duration.ofMinutes(1)))
                .extracting(got -> got.uri().getPath())
                .containsExactly("/i");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dlr_relay_url\":\"https://example.com/\"}|422",
                "{\"sms_relay_url\":\"no url\"}|422",
                "{\"dlr_relay_url\":1}|400",
                "{\"company_info\":1}|400",
                "{\"callback_url\":\"http://localhost/\"}|400"
            })
    void a_bad_profile_is_rejected(String body, int status) {
        JsonResponse response = call("PUT", "/v1/profile", body);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json()).containsEntry("success", false);
    }

    @Test
    void a_reply_is_an_inbound_message() {
        sandbox.webhook(VENDOR, receiver.uri("/"));

        String id = sandbox.reply(VENDOR, "+66812345678", "+12015550123", "Hi");

        assertThat(after(Duration.ZERO).get(0).body())
                .isEqualTo("{\"message_id\":\"" + id + "\",\"from\":\"+66812345678\",\"to\":\"+12015550123\","
                        + "\"message_body\":{\"text\":\"Hi\",\"media\":null},"
                        + "\"received_at\":\"2026-03-01T12:00:00.250Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "quit", "Unsubscribe", "CANCEL", "end"})
    void a_stop_opts_the_phone_out_of_that_sender(String word) {
        sandbox.reply(VENDOR, "+66812345678", "+12015550123", word);

        assertThat(send("66812345678").json())
                .containsEntry("status", "rejected")
                .containsEntry("error_message", "Unsubscribed recipient");
        assertThat(send("+66812345679").text("status")).isEqualTo("accepted");
        assertThat(Browser.postWavix(sandbox, """
                {"from":"Other","to":"+66812345678","message_body":{"text":"Hi"}}""").text("status")).isEqualTo("accepted");
        for (String back : List.of("START", "yes", "Unstop")) {
            sandbox.reply(VENDOR, "+66812345678", "+12015550123", word);
            sandbox.reply(VENDOR, "+66812345678", "+12015550123", back);
            assertThat(send("+66812345678").text("status")).as(back).isEqualTo("accepted");
        }
    }

    @Test
    void an_opt_out_of_the_api_without_a_sender_is_one_from_all() {
        JsonResponse made = call("POST", "/v3/messages/opt-outs", "{\"opt_out\":{\"number\":\"66812345678\"}}");
        call("POST", "/v3/messages/opt-outs", "{\"opt_out\":{\"number\":\"66812345678\"}}");
        sandbox.reply(VENDOR, "+66811111111", "+12015550123", "STOP");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json()).isEqualTo(Map.of("success", true));
        assertThat(send("+66812345678").text("status")).isEqualTo("rejected");
        JsonResponse list = call("GET", "/v3/messages/opt-outs", "");
        assertThat(list.objects("items"))
                .extracting(item -> item.get("phone_number") + " " + item.get("sender_id"))
                .containsExactly("66812345678 null", "66811111111 12015550123");
        assertThat(call("GET", "/v3/messages/opt-outs?sender_id=12015550123", "")
                        .object("pagination"))
                .containsEntry("total", 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "created_after=2026-03-01, 1",
        "created_after=2026-03-02, 0",
        "created_before=2026-03-01, 1",
        "created_before=2026-02-28, 0",
        "created_after=2026-03-01&created_before=2026-03-01, 1",
        "campaign_id=C123456, 0"
    })
    void opt_outs_are_filtered_by_day_and_campaign(String query, double total) {
        sandbox.reply(VENDOR, "+66811111111", "+12015550123", "STOP");

        assertThat(call("GET", "/v3/messages/opt-outs?" + query, "").object("pagination"))
                .containsEntry("total", total);
        assertThat(call("GET", "/v3/messages/opt-outs?created_after=yesterday", "")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"number\":\"66812345678\"}",
                "{\"opt_out\":{}}",
                "{\"opt_out\":{\"number\":\"x\"}}",
                "{\"opt_out\":{\"phone_number\":\"66812345678\"}}"
            })
    void a_bad_opt_out_is_rejected(String body) {
        assertThat(call("POST", "/v3/messages/opt-outs", body).status()).isEqualTo(400);
        assertThat(call("GET", "/v3/messages/opt-outs", "").objects("items")).isEmpty();
    }
}
