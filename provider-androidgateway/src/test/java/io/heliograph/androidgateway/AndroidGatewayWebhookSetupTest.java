package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The setup registers each event once, and skips existing registrations. */
class AndroidGatewayWebhookSetupTest {
    private static final String WEBHOOKS = "/3rdparty/v1/webhooks";
    private static final URI HERE = URI.create("https://example.com/webhook");
    private static final List<String> TWO = List.of("sms:delivered", "sms:failed");

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    private static AndroidGateway.Builder door() {
        return VENDOR.door().webhookSecrets("s3cr3tKy");
    }

    private static void has(String list) {
        VENDOR.on(get(urlEqualTo(WEBHOOKS)), 200, list);
        VENDOR.on(post(urlEqualTo(WEBHOOKS)), 201, fixture("webhook.reply.json"));
    }

    private static void wasPut(int times, String event) {
        VENDOR.verify(
                times,
                postRequestedFor(urlEqualTo(WEBHOOKS)).withRequestBody(equalToJson("""
                {"url":"https://example.com/webhook","event":"%s"}""".formatted(event), false, true)));
    }

    @Test
    void everything_that_can_be_read_is_registered_for_all_phones() {
        has("[]");

        try (SmsClient client = SmsClient.builder().provider(door().build()).build()) {
            WebhookRegistration did = client.webhooks().register("androidgateway", HERE);

            assertThat(did.entries())
                    .hasSize(8)
                    .contains(new Entry("sms:delivered", Action.ADDED), new Entry("sms:received", Action.ADDED));
            did.entries().forEach(entry -> wasPut(1, entry.what()));
        }
        assertThat(VENDOR.requests()).hasSize(9);
    }

    @Test
    void an_equal_registration_for_all_phones_is_kept() {
        has("""
                [{"id":"1","deviceId":null,"url":"https://example.com/webhook","event":"sms:delivered"},
                 {"id":"2","url":"https://example.com/other","event":"sms:failed"}]""");

        assertThat(door().build().registerWebhooks(HERE, TWO).entries())
                .containsExactly(new Entry("sms:delivered", Action.KEPT), new Entry("sms:failed", Action.ADDED));
        wasPut(0, "sms:delivered");
        wasPut(1, "sms:failed");
    }

    @Test
    void a_second_time_changes_nothing() {
        has("""
                [{"id":"1","url":"https://example.com/webhook","event":"sms:delivered"},
                 {"id":"2","url":"https://example.com/webhook","event":"sms:failed"}]""");

        assertThat(door().build().registerWebhooks(HERE, TWO).isUnchanged()).isTrue();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void one_for_another_phone_does_not_count() {
        has(fixture("webhooks.reply.json"));

        assertThat(door().build().registerWebhooks(HERE, TWO).entries())
                .contains(new Entry("sms:delivered", Action.ADDED));
    }

    @Test
    void with_a_phone_pinned_its_own_registration_counts_and_others_are_for_it_only() {
        has(fixture("webhooks.reply.json"));

        assertThat(door().deviceId("PyDmBQZZXYmyxMwED8Fzy")
                        .build()
                        .registerWebhooks(HERE, TWO)
                        .entries())
                .containsExactly(new Entry("sms:delivered", Action.KEPT), new Entry("sms:failed", Action.ADDED));
        VENDOR.verify(1, postRequestedFor(urlEqualTo(WEBHOOKS)).withRequestBody(equalToJson("""
                {"url":"https://example.com/webhook","event":"sms:failed","deviceId":"PyDmBQZZXYmyxMwED8Fzy"}""")));
    }

    @Test
    void what_the_gateway_would_refuse_is_said_before_anything_is_registered() {
        URI tooLong = URI.create("https://example.com/" + "x".repeat(256));

        assertThatThrownBy(() -> door().build().registerWebhooks(tooLong)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> door().build().registerWebhooks(HERE, List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("events");
        assertThatThrownBy(() -> VENDOR.door().build().registerWebhooks(HERE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("webhook-secrets");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void an_event_that_the_gateway_does_not_know_is_told() {
        VENDOR.on(get(urlEqualTo(WEBHOOKS)), 200, "[]");
        VENDOR.on(post(urlEqualTo(WEBHOOKS)), 400, error("failed to validate: invalid event type"));

        assertThatThrownBy(() -> door().build().registerWebhooks(HERE, TWO)).isInstanceOf(SmsException.class);
        assertThat(VENDOR.requests()).hasSize(2);
    }
}
