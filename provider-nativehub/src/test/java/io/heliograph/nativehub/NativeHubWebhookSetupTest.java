package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.error.CredentialsException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A subscription uses the first webhook secret, with which the vendor then signs. */
class NativeHubWebhookSetupTest {
    private static final URI HERE = URI.create("https://example.com/hooks/sms?token=abc");

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @Test
    void reports_and_inbound_messages_are_subscribed_to_with_the_first_secret() {
        VENDOR.says(201, fixture("subscription.reply.json"));
        NativeHub nativeHub =
                VENDOR.builder().webhookSecrets("hook-secret-4711", "older").build();

        try (SmsClient client = SmsClient.builder().provider(nativeHub).build()) {
            WebhookRegistration did = client.webhooks().register("nativehub", HERE);

            assertThat(did.entries()).containsExactly(new Entry("dlr", Action.ADDED), new Entry("mo", Action.ADDED));
            assertThat(did.toString()).doesNotContain("4711", "example.com");
        }
        VENDOR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/webhooks/subscriptions"))
                        .withRequestBody(equalToJson(fixture("subscription.request.json"), false, false)));
    }

    @Test
    void without_a_secret_nothing_is_subscribed_to() {
        NativeHub open = VENDOR.builder().build();

        assertThatThrownBy(() -> open.registerWebhooks(HERE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("webhook-secrets");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void unverified_webhooks_are_subscribed_without_a_secret() {
        VENDOR.says(201, "{}");

        VENDOR.builder().unsafeUnverifiedWebhooks(true).build().registerWebhooks(HERE);

        assertThat(VENDOR.sent()).containsOnlyKeys("url", "events");
    }

    @Test
    void a_rejected_subscription_is_an_exception() {
        VENDOR.says(403, error("forbidden"));
        NativeHub nativeHub =
                VENDOR.builder().webhookSecrets("hook-secret-4711").build();

        assertThatThrownBy(() -> nativeHub.registerWebhooks(HERE))
                .isInstanceOf(CredentialsException.class)
                .hasMessageNotContaining("4711");
    }
}
