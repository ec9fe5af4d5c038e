package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.webhook.SmsEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

/** What an application does with either kind of server. */
@SpringBootTest(
        classes = Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "heliograph.sandbox.enabled=true",
            "heliograph.sandbox.deliver-after=50ms",
            "heliograph.sandbox.webhooks=false",
            "heliograph.webhooks.max-size=1000",
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.health.show-details=always",
            "heliograph.providers.androidgateway.webhook-secrets=key-of-a-phone",
            "heliograph.providers.wavix.webhook-secrets=0123456789abcdef",
        })
abstract class WholeApplication {
    private static final String PING = "{ \"event\":\"system:ping\",\n \"note\" : \"caf\u00e9\" ,\"id\":\"%s\"}";

    @Autowired
    SmsClient client;

    @Autowired
    Sandbox sandbox;

    @Autowired
    Application.ReceivedEvents received;

    @Autowired
    Environment environment;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String body = PING.formatted(UUID.randomUUID());

    @BeforeEach
    void clearEvents() {
        received.events.clear();
        received.failing = false;
    }

    @Test
    void a_message_reaches_the_sandbox() {
        int before = sandbox.inbox().size();
        SendOutcome outcome = client.trySend(SendRequest.to("+447700900123")
                .from("ACME")
                .text("hello")
                .route("wavix")
                .build());
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(sandbox.inbox()).hasSize(before + 1);
    }

    @Test
    void a_signed_webhook_becomes_an_application_event() {
        assertThat(signed(body)).isEqualTo(200);
        assertThat(received.events).singleElement().isInstanceOf(SmsEvent.Ping.class);
        assertThat(received.events.get(0).rawJson()).isEqualTo(body);
    }

    @Test
    void a_webhook_with_a_wrong_signature_is_not_published() {
        assertThat(post("androidgateway", body, "X-Signature", "00", "X-Timestamp", now()))
                .isEqualTo(401);
        assertThat(received.events).isEmpty();
    }

    @Test
    void a_webhook_without_a_signature_is_not_published() {
        assertThat(post("androidgateway", body)).isEqualTo(401);
        assertThat(received.events).isEmpty();
    }

    @Test
    void the_token_in_the_url_verifies_a_vendor_that_does_not_sign() {
        URI url = client.webhooks().callbackUrl("wavix", URI.create("/webhooks/sms/wavix"));
        String token = url.getRawQuery();
        assertThat(post("wavix?" + token, "{}")).isEqualTo(200);
        assertThat(post("wavix?token=wrong", "{}")).isEqualTo(401);
        assertThat(received.events).singleElement().isInstanceOf(SmsEvent.Unrecognised.class);
    }

    @Test
    void the_same_webhook_is_published_once() {
        String time = now();
        assertThat(signed(body, time)).isEqualTo(200);
        assertThat(signed(body, time)).isEqualTo(200);
        assertThat(received.events).hasSize(1);
    }

    @Test
    void a_listener_that_fails_makes_the_vendor_retry_and_the_retry_is_published() {
        String time = now();
        received.failing = true;
        assertThat(signed(body, time)).isEqualTo(500);
        received.failing = false;
        assertThat(signed(body, time)).isEqualTo(200);
        assertThat(received.events).hasSize(1);
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        assertThat(signed("x".repeat(1000))).isEqualTo(200);
        assertThat(signed("x".repeat(1001))).isEqualTo(413);
        assertThat(received.events).hasSize(1);
    }

    @Test
    void a_provider_without_secrets_is_to_repeat_until_there_are_some() {
        assertThat(post("nativehub", body)).isEqualTo(500);
        assertThat(received.events).isEmpty();
    }

    @Test
    void a_provider_that_is_not_set_up_is_not_found() {
        assertThat(post("nobody", body)).isEqualTo(404);
    }

    @Test
    void the_health_endpoint_shows_every_provider() {
        assertThat(get("/actuator/health")).contains("\"sms\":{").contains("\"wavix\":{\"state\":\"UP\"");
    }

    @Test
    void the_info_endpoint_names_the_providers() {
        assertThat(get("/actuator/info"))
                .contains("\"sms\":{\"providers\":[", "\"sandbox\":true,\"inbox\":\"http://127.0.0.1:");
    }

    @Test
    void the_sms_endpoint_plans_for_a_number_and_hides_secrets() {
        assertThat(get("/actuator/sms")).contains("\"heliograph.providers.wavix.webhook-secrets\":\"******\"");
        HttpResponse<String> plan = exchange(HttpRequest.newBuilder(url("/actuator/sms"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"to\":\"+447700900123\",\"from\":\"ACME\",\"route\":\"wavix\"}"))
                .build());
        assertThat(plan.statusCode()).isEqualTo(200);
        assertThat(plan.body()).contains("\"provider\":\"wavix\"").doesNotContain("7700900123");
    }

    @Test
    void a_send_is_measured() {
        a_message_reaches_the_sandbox();
        assertThat(get("/actuator/metrics/sms.send?tag=provider:wavix")).contains("\"sms.send\"");
        assertThat(get("/actuator/metrics/sms.attempt?tag=outcome:accepted")).contains("\"sms.attempt\"");
        assertThat(get("/actuator/metrics/sms.segments")).contains("\"statistic\":\"COUNT\"");
        assertThat(get("/actuator/metrics/sms.provider.state?tag=provider:wavix&tag=state:up"))
                .contains("\"value\":1.0");
        assertThat(get("/actuator/metrics/sms.unknown?tag=provider:thaibulk")).contains("\"value\":0.0");
        assertThat(get("/actuator/metrics/sms.unresolved")).contains("\"sms.unresolved\"");
        assertThat(get("/actuator/metrics/sms.status?tag=provider:wavix")).contains("\"COUNT\"");
    }

    @Test
    void a_send_that_fails_says_why_in_its_tags() {
        SendOutcome outcome = client.trySend(SendRequest.to("+447700900002")
                .from("ACME")
                .text("hello")
                .route("wavix")
                .build());
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        assertThat(get("/actuator/metrics/sms.send?tag=error.type:opted_out&tag=error:RejectedException"))
                .contains("\"sms.send\"");
    }

    private String get(String path) {
        return exchange(HttpRequest.newBuilder(url(path)).build()).body();
    }

    private int signed(String json) {
        return signed(json, now());
    }

    private int signed(String json, String time) {
        return post("androidgateway", json, "X-Signature", signature(json + time), "X-Timestamp", time);
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("key-of-a-phone".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private int post(String provider, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url("/webhooks/sms/" + provider))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return exchange(request.build()).statusCode();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path);
    }
}
