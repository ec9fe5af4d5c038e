package io.heliograph.textingline;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.textingline.TextingLineVendor.fixture;
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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder, and the settings below {@code heliograph.providers.textingline.}. */
class TextingLineSettingsTest extends SettingsContract {
    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    @Override
    protected ProviderFactory factory() {
        return new TextingLineFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("key-id", "uk1234", "key-secret", "sk1234");
    }

    @Override
    protected Map<String, String> optional() {
        return Map.of("from", "54321");
    }

    @Override
    protected List<Map.Entry<String, String>> wrong() {
        return List.of(
                Map.entry("key-id", "canary:id"),
                Map.entry("from", "canary-canary-canary"),
                Map.entry("from", "canary"),
                Map.entry("from", "+canary"));
    }

    @Override
    protected VendorClient door(HttpOptions options) {
        return TextingLine.builder()
                .keyId("uk_1234")
                .keySecret("secret")
                .http(options)
                .build();
    }

    @Override
    protected Optional<VendorClientBuilder<?>> builder() {
        return Optional.of(TextingLine.builder());
    }

    @Override
    protected String vendorUrl() {
        return "https://platform.textingline.com";
    }

    @Override
    protected String sendPath() {
        return "/api/v1/messaging/message";
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", fixture("send-sms.reply.json"));
    }

    @Override
    protected String from() {
        return "+18005559876";
    }

    @Test
    void every_setting_has_its_effect() {
        VENDOR.says(201, fixture("send-sms.reply.json"));
        Settings settings = settings(
                "key-id",
                "uk_file",
                "key-secret",
                "secret-of-the-file",
                "base-url",
                VENDOR.url() + "/proxy",
                "allow-cleartext",
                "false",
                "from",
                "12345");

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            assertThat(client).hasToString("SmsClient[textingline]");
            client.send(SendRequest.to("+18005551234").text("Hi").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/proxy/api/v1/messaging/message"))
                .withHeader("Authorization", equalTo(basic("uk_file:secret-of-the-file")))
                .withRequestBody(matchingJsonPath("$.from", equalTo("12345"))));
    }

    @Test
    void a_secret_with_a_colon_arrives_whole() {
        VENDOR.says(201, fixture("send-sms.reply.json"));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().keyId("uk_1").keySecret("a:b:c").build())
                .build()) {
            client.send(TextingLineVendor.request().build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo(TextingLineVendor.MESSAGE))
                .withHeader("Authorization", equalTo(basic("uk_1:a:b:c"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "1234", "1234567"})
    void a_default_sender_that_the_vendor_never_accepts_is_rejected(String sender) {
        assertThat(fieldsOf(with("from", sender))).containsExactly("heliograph.providers.textingline." + "from");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
