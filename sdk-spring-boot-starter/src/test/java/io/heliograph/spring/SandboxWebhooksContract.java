package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.StatusChanged;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The sandbox sends its webhooks to the application without any setting. */
@SpringBootTest(
        classes = {Application.class, SandboxWebhooksContract.SandboxWithClock.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "heliograph.sandbox.enabled=true")
abstract class SandboxWebhooksContract {
    @TestConfiguration(proxyBeanMethods = false)
    static class SandboxWithClock {
        @Bean
        ManualClock clock() {
            return new ManualClock();
        }

        @Bean(destroyMethod = "close")
        Sandbox sandbox(ManualClock clock) {
            return Sandbox.builder().clock(clock).start();
        }
    }

    @Autowired
    SmsClient client;

    @Autowired
    Sandbox sandbox;

    @Autowired
    ManualClock clock;

    @Autowired
    Application.ReceivedEvents received;

    @ParameterizedTest
    @ValueSource(strings = {"wavix", "androidgateway", "nativehub", "textingline"})
    void each_vendor_reports_a_delivery_and_is_verified(String vendor) {
        received.events.clear();
        SendOutcome outcome = client.trySend(SandboxClients.request()
                .from("+12025550100")
                .route(vendor)
                .idempotencyKey(vendor + "-delivered")
                .build());
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        clock.pass(Duration.ofSeconds(5));
        assertThat(sandbox.sendDueWebhooks()).isPositive();
        assertThat(sandbox.webhooks()).allMatch(WebhookDelivery::taken);
        assertThat(received.events).filteredOn(StatusChanged.class::isInstance).anySatisfy(event -> {
            StatusChanged changed = (StatusChanged) event;
            assertThat(changed.status()).isEqualTo(Status.DELIVERED);
            assertThat(changed.id())
                    .isEqualTo(((SendOutcome.Accepted) outcome).message().id());
        });
    }

    @Test
    void a_reply_to_the_sandbox_is_an_event_of_the_application() {
        received.events.clear();
        sandbox.reply("wavix", "+447700900124", "+447700900999", "STOP");
        sandbox.sendDueWebhooks();
        assertThat(received.events).singleElement().isInstanceOf(MessageReceived.class);
    }
}
