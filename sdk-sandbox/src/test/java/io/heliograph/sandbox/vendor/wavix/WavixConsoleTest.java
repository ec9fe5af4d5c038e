package io.heliograph.sandbox.vendor.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.WebhookDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the account's console too: sender IDs, numbers and the bill. */
class WavixConsoleTest {
    private static final String SENDER_IDS = "/v3/messages/sender-ids";
    private static final String BILL = "/v1/billing/transactions?from_date=2026-03-01&to_date=2026-03-01";
    private static final String SENDER = """
        {"sender_id":"ACME","type":"alphanumeric","countries":["GB"],"usecase":"promo"}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse call(String method, String path, String body) {
        return Browser.call(sandbox, "wavix", method, path, body);
    }

    private void send(String to) {
        assertThat(Browser.postWavix(sandbox, """
            {"from":"ACME","to":"%s","message_body":{"text":"Hi","media":null}}""".formatted(to)).status()).isEqualTo(201);
    }

    @Test
    void a_sender_id_lives_until_it_is_deleted() {
        JsonResponse created = call("POST", SENDER_IDS, SENDER);
        String one = SENDER_IDS + "/" + created.text("id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json())
                .containsOnlyKeys("id", "sender_id", "type", "allowlisted_in", "usecase", "samples")
                .containsEntry("allowlisted_in", List.of("GB"));
        assertThat(call("GET", one, "").json()).isEqualTo(created.json());
        assertThat(call("GET", SENDER_IDS, "").json()).isEqualTo(Map.of("items", List.of(created.json())));
        assertThat(call("DELETE", one, "").json()).isEqualTo(Map.of("success", true));
        assertThat(call("DELETE", one, "").json()).isEqualTo(Map.of("success", false, "message", "Record not found"));
        assertThat(call("GET", one, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "ACME, AB, sender_id",
        "GB, gb, countries",
        "promo, other, usecase",
        "alphanumeric, numeric, sender_id",
        "alphanumeric, shortcode, type",
        "usecase, purpose, purpose"
    })
    void a_sender_id_outside_the_schema_is_refused(String part, String other, String field) {
        String body = SENDER.replace(part, other);

        JsonResponse refused = call("POST", SENDER_IDS, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).containsEntry("message", "Missing or invalid parameter " + field);
    }

    @Test
    void a_number_changes_for_itself_and_several_change_together() {
        JsonResponse changed = call("PATCH", "/v1/numbers/1", """
            {"sms_relay_url":"http://127.0.0.1:1/own","sms_enabled":false,"destinations":[],"transcription_threshold":5}""");

        assertThat(changed.json())
                .containsEntry("sms_relay_url", "http://127.0.0.1:1/own")
                .containsEntry("sms_enabled", false);
        JsonResponse both = call("PATCH", "/v1/numbers", "{\"ids\":[1,2],\"sms_enabled\":true}");
        assertThat(both.objects("items"))
                .extracting(number -> number.get("sms_enabled"))
                .containsExactly(true, true);
        assertThat(call("GET", "/v1/numbers?search=4477", "").objects("items")).hasSize(1);
        assertThat(call("GET", "/v1/numbers/1", "").json()).containsEntry("sms_relay_url", "http://127.0.0.1:1/own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/numbers/3|{}|404",
                "/v1/numbers/1|{\"sms_relay_url\":\"https://example.com/hook\"}|400",
                "/v1/numbers/1|{\"label\":\"mine\"}|400",
                "/v1/numbers/1|{\"sms_enabled\":1}|400",
                "/v1/numbers|{\"sms_enabled\":true}|400",
                "/v1/numbers|{\"ids\":[1,3]}|404"
            })
    void a_wrong_change_of_a_number_changes_nothing(String path, String body, int status) {
        String before = call("GET", "/v1/numbers", "").body();

        assertThat(call("PATCH", path, body).status()).isEqualTo(status);

        assertThat(call("GET", "/v1/numbers", "").body()).isEqualTo(before);
    }

    @Test
    void a_numbers_url_wins_over_the_accounts() {
        sandbox.webhook("wavix", URI.create("http://127.0.0.1:1/account"));
        call("PATCH", "/v1/numbers/1", "{\"sms_relay_url\":\"http://127.0.0.1:1/own\"}");

        sandbox.reply("wavix", "+66812345678", "12015550123", "Hi");
        sandbox.reply("wavix", "+66812345678", "+447700900123", "Hi");
        sandbox.sendDueWebhooks();

        assertThat(sandbox.webhooks())
                .extracting(WebhookDelivery::target)
                .containsExactly(URI.create("http://127.0.0.1:1/own"), URI.create("http://127.0.0.1:1/account"));
    }

    @Test
    void the_bill_has_a_line_for_each_message_that_has_left() {
        send("+447537151866");
        assertThat(call("GET", BILL, "").objects("transactions")).hasSize(1);
        clock.advance(Duration.ofSeconds(5));

        JsonResponse bill = call("GET", BILL, "");

        assertThat(bill.json()).containsEntry("is_empty", false);
        assertThat(bill.objects("transactions"))
                .extracting(line -> line.get("type"))
                .containsExactly(15.0, 19.0);
        assertThat(bill.body()).contains("\"amount\":-0.0075", "\"balance_after\":1000000.0");
        assertThat(call("GET", BILL + "&type=15", "").objects("transactions")).hasSize(1);
        assertThat(call("GET", BILL + "&payments=true", "").objects("transactions"))
                .extracting(line -> line.get("details"))
                .containsExactly("Credit card payment");
        assertThat(call("GET", BILL + "&details_contains=4475", "").objects("transactions"))
                .hasSize(1);
        assertThat(call("GET", BILL + "&page=2&per_page=1", "").objects("transactions"))
                .extracting(line -> line.get("id"))
                .containsExactly(1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/billing/transactions, from_date",
        "/v1/billing/transactions?from_date=2026-03-01, to_date",
        "/v1/billing/transactions?from_date=today&to_date=2026-03-01, from_date",
        "/v1/billing/transactions?from_date=2026-03-01&to_date=2026-03-01&payments=1, payments",
        "/v1/billing/transactions?from_date=2026-03-01&to_date=2026-03-01&type=sms, type",
        "/v1/billing/transactions?from_date=2026-03-01&to_date=2026-03-01&sort=up, sort"
    })
    void a_bill_without_a_right_period_is_refused(String path, String parameter) {
        JsonResponse refused = call("GET", path, "");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).containsEntry("message", "Missing or invalid parameter " + parameter);
    }
}
