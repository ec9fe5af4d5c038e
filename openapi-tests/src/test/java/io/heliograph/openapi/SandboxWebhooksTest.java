package io.heliograph.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.WebhookDelivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sandbox's webhooks match the vendors' documents. */
class SandboxWebhooksTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");
    private static final List<String> ENDS = List.of("1234", "0002", "0003", "0004", "0005");

    private final SandboxClock clock = new SandboxClock();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .webhook("wavix", NOBODY)
            .webhook("androidgateway", NOBODY)
            .start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void ask(String method, String vendor, String authorization, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl(vendor) + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
        assertThat(status).isLessThan(300);
    }

    /** Sends every webhook that is due within a minute; the log has them although nothing listens. */
    private List<WebhookDelivery> deliveries() {
        clock.pass(Duration.ofMinutes(1));
        sandbox.sendDueWebhooks();
        return sandbox.webhooks().stream().filter(it -> it.attempt() == 1).toList();
    }

    private static List<Finding> findings(Document document, String path, WebhookDelivery delivery) {
        Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/json"));
        Exchange exchange = new Exchange("POST", URI.create(path), headers, delivery.body());
        return document.findings(exchange, delivery.event());
    }

    @Test
    void wavixs_webhooks_match_its_document() throws IOException, InterruptedException {
        for (String end : ENDS) {
            ask("POST", "wavix", "Bearer sandbox", "/v3/messages", """
                    {"from":"Wavix","to":"+44753715%s","message_body":{"text":"Hi","media":null}}""".formatted(end));
        }
        sandbox.reply("wavix", "+447537151866", "+15072429497", "Hi");

        List<WebhookDelivery> deliveries = deliveries();

        Document document = Document.wavixCallbacks();
        assertThat(deliveries)
                .extracting(WebhookDelivery::event)
                .contains("delivery-report", "inbound")
                .hasSize(9);
        assertThat(deliveries)
                .flatMap(it ->
                        findings(document, it.event().equals("inbound") ? "/InboundMessage" : "/DeliveryReport", it))
                .isEmpty();
    }

    @Test
    void the_phones_webhooks_match_its_document() throws IOException, InterruptedException {
        String basic = "Basic c2FuZGJveDpzYW5kYm94";
        for (String end : ENDS) {
            ask("POST", "androidgateway", basic, "/messages", """
                    {"id":"m-%s","textMessage":{"text":"Hi"},"phoneNumbers":["+7999000%s"]}""".formatted(end, end));
        }
        sandbox.reply("androidgateway", "+79990001234", "+79990005678", "Hi");
        sandbox.ping("androidgateway");

        List<WebhookDelivery> deliveries = deliveries();

        Document document = Document.androidEvents();
        assertThat(deliveries)
                .extracting(WebhookDelivery::event)
                .contains("sms:sent", "sms:delivered", "sms:failed", "sms:received", "system:ping");
        assertThat(deliveries).flatMap(it -> findings(document, "/event", it)).isEmpty();
    }
}
