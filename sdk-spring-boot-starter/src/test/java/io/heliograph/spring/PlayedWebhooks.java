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

/** The sandbox's webhooks come to the application without anybody having set where. */
@SpringBootTest(
        classes = {Application.class, PlayedWebhooks.ByHand.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "heliograph.sandbox.enabled=true")
abstract class PlayedWebhooks {
    @TestConfiguration(proxyBeanMethods = false)
    static class ByHand {
        @Bean
        HandClock clock() {
            return new HandClock();
        }

        @Bean(destroyMethod = "close")
        Sandbox sandbox(HandClock clock) {
            return Sandbox.builder().clock(clock).start();
        }
    }

    @Autowired
    SmsClient client;

    @Autowired
    Sandbox sandbox;

    @Autowired
    HandClock clock;

    @Autowired
    Application.Heard heard;

    @ParameterizedTest
    @ValueSource(strings = {"wavix", "androidgateway", "nativehub", "textingline"})
    void each_vendor_tells_of_a_delivery_and_its_proof_is_good(String vendor) {
        heard.events.clear();
        SendOutcome outcome = client.trySend(Played.request()
                .from("+12025550100")
                .route(vendor)
                .idempotencyKey(vendor + "-delivered")
                .build());
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        clock.pass(Duration.ofSeconds(5));
        assertThat(sandbox.sendDueWebhooks()).isPositive();
        assertThat(sandbox.webhooks()).allMatch(WebhookDelivery::taken);
        assertThat(heard.events).filteredOn(StatusChanged.class::isInstance).anySatisfy(event -> {
            StatusChanged changed = (StatusChanged) event;
            assertThat(changed.status()).isEqualTo(Status.DELIVERED);
            assertThat(changed.id())
                    .isEqualTo(((SendOutcome.Accepted) outcome).message().id());
        });
    }

    @Test
    void a_reply_to_the_sandbox_is_an_event_of_the_application() {
        heard.events.clear();
        sandbox.reply("wavix", "+447700900124", "+447700900999", "STOP");
        sandbox.sendDueWebhooks();
        assertThat(heard.events).singleElement().isInstanceOf(MessageReceived.class);
    }
}
