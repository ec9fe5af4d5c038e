package io.heliograph.webhook.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.SmsClient;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class WebhookServerWarningsTest {
    private static final FakeWebhooks WITHOUT_SECRETS = new FakeWebhooks() {
        @Override
        public WebhookVerifier verifier() {
            return WebhookSecurity.none().token("fake");
        }
    };

    @Test
    void a_provider_without_secrets_is_warned_of_once_and_not_for_each_request() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(WebhookServer.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        Level before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        try (SmsClient client = SmsClient.builder()
                        .provider(new FakeVendor("fake", WITHOUT_SECRETS))
                        .build();
                WebhookServer server = WebhookServer.builder(client).start()) {
            Request request = new Request.Builder()
                    .url("http://127.0.0.1:" + server.port() + "/webhooks/sms/fake")
                    .post(RequestBody.create("m-1 DELIVERED".getBytes(StandardCharsets.UTF_8)))
                    .build();
            for (int i = 0; i < 3; i++) {
                try (Response response = new OkHttpClient().newCall(request).execute()) {
                    assertThat(response.code()).isEqualTo(500);
                }
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
                .contains("fake", "webhook-secrets");
    }
}
