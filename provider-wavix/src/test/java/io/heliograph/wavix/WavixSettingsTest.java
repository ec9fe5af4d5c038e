package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.testkit.SettingsContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder, and the settings below {@code heliograph.providers.wavix.}. */
class WavixSettingsTest extends SettingsContract {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @Override
    protected ProviderFactory factory() {
        return new WavixFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "key-of-the-file");
    }

    @Override
    protected Map<String, String> optional() {
        return Map.of("from", "ACME", "smart-encoding", "true", "idempotency", "header", "lookup-by-tag", "true");
    }

    @Override
    protected List<Map.Entry<String, String>> wrong() {
        return List.of(
                Map.entry("from", "canary-canary-canary"),
                Map.entry("from", "canary!"),
                Map.entry("from", "+canary"),
                Map.entry("smart-encoding", "canary"),
                Map.entry("idempotency", "canary"),
                Map.entry("idempotency", "OFF-canary"),
                Map.entry("lookup-by-tag", "canary"));
    }

    @Override
    protected VendorClient door(HttpOptions options) {
        return Wavix.builder().apiKey("key").http(options).build();
    }

    @Override
    protected Optional<VendorClientBuilder<?>> builder() {
        return Optional.of(Wavix.builder());
    }

    @Override
    protected String vendorUrl() {
        return "https://api.wavix.com";
    }

    @Override
    protected String sendPath() {
        return "/v3/messages";
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", fixture("send-minimal.reply.json"));
    }

    @Test
    void every_setting_has_its_effect() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
        Settings settings = settings(
                "api-key",
                "key-of-the-file",
                "base-url",
                VENDOR.url() + "/proxy",
                "allow-cleartext",
                "false",
                "from",
                "ACME",
                "smart-encoding",
                "true",
                "idempotency",
                "endpoint",
                "lookup-by-tag",
                "true");

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            assertThat(client).hasToString("SmsClient[wavix]");
            client.send(SendRequest.to("+447537151866")
                    .text("Hi")
                    .idempotencyKey("order-1234")
                    .build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/proxy/v3/messages/idempotent"))
                .withHeader("Authorization", equalTo("Bearer key-of-the-file"))
                .withHeader("Idempotency-Key", equalTo("order-1234"))
                .withRequestBody(matchingJsonPath("$.from", equalTo("ACME")))
                .withRequestBody(matchingJsonPath("$.tag", equalTo("order-1234")))
                .withRequestBody(matchingJsonPath("$.smart_encoding", equalTo("true"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "header", "endpoint", " header "})
    void each_word_for_idempotency_is_taken(String word) {
        assertBuilds(with("idempotency", word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "OFF", "true", "X-Cio-Idempotency-Key"})
    void another_word_for_idempotency_is_refused_with_those_that_exist(String word) {
        assertThat(faultsOf(with("idempotency", word))).hasMessageContaining("off, header or endpoint");
    }
}
