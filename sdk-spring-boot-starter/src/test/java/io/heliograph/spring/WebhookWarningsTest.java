package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.SmsClient;
import io.heliograph.settings.Settings;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WebhookWarningsTest {
    @Test
    void a_provider_without_secrets_is_warned_of_once_and_not_for_each_request() {
        Logger logger = (Logger) LoggerFactory.getLogger(WebhookEndpoint.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        Level before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        try (SmsClient client = SmsClient.builder()
                .settings(Settings.of(Map.of(
                        "heliograph.providers.androidgateway.base-url",
                        "https://sms.example.com",
                        "heliograph.providers.androidgateway.username",
                        "user",
                        "heliograph.providers.androidgateway.password",
                        "secret-password")))
                .build()) {
            WebhookEndpoint endpoint = new WebhookEndpoint(
                    client,
                    event -> {},
                    new HeliographProperties.Webhooks(true, "/webhooks/sms/{provider}", 1_000, null));
            WebhookRequest request = new WebhookRequest(
                    "POST",
                    Map.of("Content-Type", List.of("application/json")),
                    "{}".getBytes(StandardCharsets.UTF_8),
                    URI.create("/webhooks/sms/androidgateway"),
                    "192.0.2.1");
            for (int i = 0; i < 3; i++) {
                assertThat(endpoint.receive("androidgateway", request).status()).isEqualTo(500);
            }
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }
        assertThat(log.list).hasSize(3);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("androidgateway", "webhook-secrets");
    }
}
