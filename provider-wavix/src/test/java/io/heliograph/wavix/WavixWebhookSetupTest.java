package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.error.CredentialsException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The account's two URLs are set once, with the token, and never without a webhook secret. */
class WavixWebhookSetupTest {
    private static final URI HERE = URI.create("https://you-site.com/hooks/wavix");
    private static final String SECRET = "a-secret-of-at-least-32-characters-for-tokens";

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private final Wavix wavix = VENDOR.door().webhookSecrets(SECRET).build();
    private final SmsClient client = SmsClient.builder().provider(wavix).build();
    private final String url = client.webhooks().callbackUrl("wavix", HERE).toString();

    @AfterEach
    void close() {
        client.close();
    }

    private static void hasDestinations(String list) {
        VENDOR.on(get(urlEqualTo("/v1/profile")), 200, "{\"id\":1,\"default_destinations\":[" + list + "]}");
        VENDOR.on(put(urlEqualTo("/v1/profile")), 200, fixture("profile.reply.json"));
    }

    private static String destination(String transport, String value) {
        return """
                {"transport":"%s","value":"%s"}""".formatted(transport, value);
    }

    @Test
    void both_urls_of_an_account_are_set_with_the_token() {
        hasDestinations(destination("sms", "https://webhook.address.com/inboundSMS"));

        WebhookRegistration did = client.webhooks().register("wavix", HERE);

        assertThat(url).startsWith(HERE + "?token=").doesNotContain(SECRET);
        VENDOR.verify(
                1,
                putRequestedFor(urlEqualTo("/v1/profile"))
                        .withRequestBody(equalToJson("""
                {"dlr_relay_url":"%s","sms_relay_url":"%s"}""".formatted(url, url), false, false)));
        assertThat(did.provider()).isEqualTo("wavix");
        assertThat(did.entries())
                .containsExactly(new Entry("dlr_relay_url", Action.SET), new Entry("sms_relay_url", Action.SET));
        assertThat(did.isUnchanged()).isFalse();
        assertThat(did.toString()).doesNotContain("token", "you-site.com");
    }

    @Test
    void what_is_set_already_is_kept_and_nothing_is_changed() {
        hasDestinations(destination("dlr", url) + "," + destination("sms", url));

        assertThat(wavix.registerWebhooks(HERE).isUnchanged()).isTrue();
        VENDOR.verify(0, putRequestedFor(urlEqualTo("/v1/profile")));
    }

    @ParameterizedTest
    @CsvSource({"sms, dlr_relay_url", "dlr, sms_relay_url"})
    void only_the_one_that_is_missing_is_set(String there, String set) {
        hasDestinations(destination(there, url));

        assertThat(wavix.registerWebhooks(HERE).entries()).contains(new Entry(set, Action.SET));
        VENDOR.verify(
                1,
                putRequestedFor(urlEqualTo("/v1/profile"))
                        .withRequestBody(equalToJson("""
                {"%s":"%s"}""".formatted(set, url), false, false)));
    }

    @Test
    void the_same_url_with_the_token_of_an_older_secret_is_set_anew() {
        String old = VENDOR.door()
                .webhookSecrets("another-secret-of-at-least-32-characters")
                .build()
                .provider()
                .webhooks()
                .orElseThrow()
                .verifier()
                .callbackUrl(HERE)
                .toString();
        hasDestinations(destination("dlr", old) + "," + destination("sms", old));

        assertThat(wavix.registerWebhooks(HERE).entries())
                .extracting(Entry::action)
                .containsExactly(Action.SET, Action.SET);
    }

    @Test
    void without_a_secret_nothing_is_registered() {
        Wavix open = VENDOR.door().build();

        assertThatThrownBy(() -> open.registerWebhooks(HERE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("webhook-secrets");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_key_without_the_scope_is_told_and_nothing_is_changed() {
        VENDOR.says(403, error("Forbidden"));

        assertThatThrownBy(() -> wavix.registerWebhooks(HERE)).isInstanceOf(CredentialsException.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_messages_own_callback_url_takes_the_token_too() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));

        client.send(WavixVendor.request().callbackUrl(url).build());

        assertThat(VENDOR.sent()).containsEntry("callback_url", url);
    }
}
