package io.heliograph.sandbox.vendor.androidgateway;

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

/** Tokens, settings, the inbox and the phone's removal, of a server. */
class AndroidAccountTest {
    private static final String TEXT = """
        {"id":"m-1","textMessage":{"text":"Hi"},"phoneNumbers":["+79990001234"]}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse call(String method, String path, String body) {
        return Browser.call(sandbox, "androidgateway", method, path, body);
    }

    private JsonResponse with(String token, String method, String path, String body) {
        URI uri = URI.create(sandbox.baseUrl("androidgateway") + path);
        return Browser.send(method, uri, body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    private JsonResponse token(String body) {
        return call("POST", "/auth/token", body);
    }

    @Test
    void a_token_does_what_its_scopes_say_for_a_quarter_of_an_hour() {
        JsonResponse issued = token("{\"scopes\":[\"messages:read\",\"messages:send\"],\"ttl\":86400}");
        String access = issued.text("access_token");

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.json())
                .containsOnlyKeys("id", "token_type", "access_token", "refresh_token", "expires_at")
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_at", "2026-03-01T12:15:00Z");
        assertThat(with(access, "POST", "/messages", TEXT).status()).isEqualTo(202);
        assertThat(with(access, "GET", "/messages/m-1", "").status()).isEqualTo(200);
        JsonResponse other = with(access, "GET", "/messages", "");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.json()).isEqualTo(Map.of("message", "scope required: messages:list"));
        clock.advance(Duration.ofMinutes(15));
        assertThat(with(access, "GET", "/messages/m-1", "").status()).isEqualTo(401);
    }

    @Test
    void a_refresh_token_works_once_and_for_nothing_else() {
        JsonResponse issued = token("{\"scopes\":[\"all:any\"],\"ttl\":60}");
        String refresh = issued.text("refresh_token");

        assertThat(with(refresh, "GET", "/messages", "").status()).isEqualTo(403);
        assertThat(with(issued.text("access_token"), "POST", "/auth/token/refresh", "")
                        .status())
                .isEqualTo(403);
        assertThat(call("POST", "/auth/token/refresh", "").status()).isEqualTo(403);
        JsonResponse refreshed = with(refresh, "POST", "/auth/token/refresh", "");
        assertThat(refreshed.status()).isEqualTo(201);
        assertThat(refreshed.text("expires_at")).isEqualTo("2026-03-01T12:15:00Z");
        assertThat(with(refresh, "POST", "/auth/token/refresh", "").status()).isEqualTo(401);
        assertThat(with(issued.text("access_token"), "GET", "/messages", "").status())
                .isEqualTo(200);
    }

    @Test
    void a_revoked_token_takes_its_refresh_token_with_it() {
        JsonResponse issued = token("{\"scopes\":[\"all:any\"]}");

        assertThat(call("DELETE", "/auth/token/" + issued.text("id"), "").status())
                .isEqualTo(204);
        assertThat(call("DELETE", "/auth/token/nothing", "").status()).isEqualTo(204);

        assertThat(with(issued.text("access_token"), "GET", "/messages", "").status())
                .isEqualTo(401);
        assertThat(with(issued.text("refresh_token"), "POST", "/auth/token/refresh", "")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"scopes\":[]}", "{\"scopes\":[\"all:any\"],\"ttl\":-1}", "{\"scopes\":\"all:any\"}"})
    void a_token_without_a_scope_is_refused(String body) {
        assertThat(token(body).status()).isEqualTo(400);
    }

    @Test
    void settings_are_merged_by_patch_and_replaced_by_put() {
        assertThat(call("GET", "/settings", "").json()).isEmpty();
        call("PATCH", "/settings", "{\"messages\":{\"limit_period\":\"PerHour\",\"limit_value\":5}}");
        JsonResponse changed = call("PATCH", "/settings", """
            {"messages":{"limit_value":6,"processing_order":"FIFO","unknown":1},"ping":{"interval_seconds":60},
            "encryption":{"passphrase":""},"unknown":{}}""");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json())
                .containsEntry("messages", Map.of("limit_period", "PerHour", "limit_value", 6.0))
                .containsEntry("ping", Map.of("interval_seconds", 60.0));
        assertThat(call("PUT", "/settings", "{\"logs\":{\"lifetime_days\":3}}").json())
                .isEqualTo(Map.of("logs", Map.of("lifetime_days", 3.0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":{\"limit_value\":0}}",
                "{\"messages\":{\"limit_period\":\"Sometimes\"}}",
                "{\"messages\":{\"send_interval_min\":9,\"send_interval_max\":8}}",
                "{\"webhooks\":{\"signing_key\":\"secret\"}}",
                "{\"encryption\":{\"passphrase\":\"secret\"}}",
                "{\"gateway\":{\"cloud_url\":\"https://example.com\"}}",
                "{\"receiver\":{\"content_provider_enabled\":1}}",
                "{\"ping\":5}"
            })
    void a_setting_out_of_range_changes_nothing(String body) {
        assertThat(call("PATCH", "/settings", body).status()).isEqualTo(400);
        assertThat(call("GET", "/settings", "").json()).isEmpty();
    }

    @Test
    void a_deleted_phone_loses_its_messages_and_webhooks_and_comes_back_as_another() {
        sandbox.webhook("androidgateway", URI.create("http://127.0.0.1:1/all"));
        call("POST", "/messages", TEXT);
        call("POST", "/webhooks", """
            {"id":"own","url":"http://127.0.0.1:1/own","event":"sms:sent","deviceId":"SandboxPhone000000001"}""");

        assertThat(call("DELETE", "/devices/other", "").status()).isEqualTo(204);
        assertThat(call("GET", "/messages/m-1", "").status()).isEqualTo(200);
        assertThat(call("DELETE", "/devices/SandboxPhone000000001", "").status())
                .isEqualTo(204);

        assertThat(call("GET", "/messages", "").value()).isEqualTo(List.of());
        assertThat(call("GET", "/webhooks", "").body()).doesNotContain("own").contains("/all");
        assertThat(call("GET", "/devices", "").body()).contains("SandboxPhone000000002");
        clock.advance(Duration.ofSeconds(5));
        assertThat(sandbox.sendDueWebhooks()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/inbox/refresh|\"webhookDelivery\":\"Individual\"|3",
                "/inbox/refresh|\"triggerWebhooks\":true|3",
                "/inbox/refresh|\"webhookDelivery\":\"Batch\"|1",
                "/inbox/refresh|\"webhookDelivery\":\"Disabled\",\"triggerWebhooks\":true|0",
                "/inbox/refresh|\"messageTypes\":[\"MMS\"],\"webhookDelivery\":\"Individual\"|0",
                "/messages/inbox/export|\"deviceId\":\"SandboxPhone000000001\"|3"
            })
    void a_refresh_sends_what_came_in_its_period_again(String path, String options, int events) {
        for (int i = 0; i < 3; i++) {
            sandbox.reply("androidgateway", "+66812345678", "+12015550123", "Hi " + i);
        }
        sandbox.sendDueWebhooks();
        sandbox.webhook("androidgateway", URI.create("http://127.0.0.1:1/hook"));
        call("POST", "/webhooks", "{\"url\":\"http://127.0.0.1:1/batch\",\"event\":\"sms:batch:received\"}");

        JsonResponse refreshed = call(
                "POST",
                path,
                "{\"since\":\"" + TestClock.START + "\",\"until\":\"" + TestClock.START.plusSeconds(1) + "\"," + options
                        + "}");
        sandbox.sendDueWebhooks();

        assertThat(refreshed.status()).isEqualTo(202);
        assertThat(sandbox.webhooks()).hasSize(events);
        assertThat(sandbox.webhooks()).extracting(WebhookDelivery::event).allMatch(name -> name.endsWith(":received"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\",\"messageTypes\":[\"DATA_SMS\"]}",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\",\"messageTypes\":[]}",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\",\"webhookDelivery\":\"All\"}",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\",\"deviceId\":\"other\"}"
            })
    void a_refresh_without_a_right_period_is_refused(String body) {
        assertThat(call("POST", "/inbox/refresh", body).status()).isEqualTo(400);
    }
}
