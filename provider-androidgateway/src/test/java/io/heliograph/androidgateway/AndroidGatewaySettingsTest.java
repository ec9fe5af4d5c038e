package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.SettingsContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The builder, and the settings below {@code heliograph.providers.androidgateway.}. */
class AndroidGatewaySettingsTest extends SettingsContract {
    private static final String PREFIX = "heliograph.providers.androidgateway.";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @Override
    protected ProviderFactory factory() {
        return new AndroidGatewayFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("username", "user1", "password", "word1");
    }

    @Override
    protected Map<String, String> optional() {
        return Map.of(
                "device-id", "phone-1",
                "token-auth", "false",
                "skip-phone-validation", "true",
                "device-active-within", "12",
                "passphrase", "correct horse",
                "passphrase-iterations", "1000",
                "region", "th");
    }

    @Override
    protected List<Map.Entry<String, String>> wrong() {
        return List.of(
                Map.entry("username", "canary:user"),
                Map.entry("device-id", "canary-canary-canary-canary"),
                Map.entry("token-auth", "canary"),
                Map.entry("skip-phone-validation", "canary"),
                Map.entry("device-active-within", "canary"),
                Map.entry("passphrase-iterations", "canary"),
                Map.entry("region", "canary"));
    }

    @Override
    protected VendorClient door(HttpOptions options) {
        return AndroidGateway.builder()
                .username("ABCDEF")
                .password("abcdefghijklmn")
                .http(options)
                .build();
    }

    @Override
    protected String vendorUrl() {
        return "https://api.sms-gate.app/3rdparty/v1";
    }

    @Override
    protected String sendPath() {
        return "/messages";
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(202, "application/json", fixture("send-minimal.reply.json"));
    }

    @Override
    protected List<Map<String, String>> secrets() {
        return List.of(Map.of(
                "username", "canary-user",
                "password", "canary-password",
                "passphrase", "canary-passphrase",
                "token-auth", "true"));
    }

    @Test
    void every_setting_has_its_effect() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));
        Settings settings = settings(
                "username", "ABCDEF",
                "password", "abcdefghijklmn",
                "base-url", VENDOR.url() + "/api/3rdparty/v1",
                "allow-cleartext", "false",
                "device-id", "PyDmBQZZXYmyxMwED8Fzy");

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            assertThat(client).hasToString("SmsClient[androidgateway]");
            client.send(request().build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/api/3rdparty/v1/messages"))
                .withHeader("Authorization", equalTo("Basic QUJDREVGOmFiY2RlZmdoaWprbG1u"))
                .withRequestBody(matchingJsonPath("$.deviceId", equalTo("PyDmBQZZXYmyxMwED8Fzy"))));
    }

    @Test
    void the_phone_may_come_from_the_environment() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));
        Settings settings = with("base-url", VENDOR.url())
                .withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_ANDROIDGATEWAY_DEVICE_ID", "phone-1"));

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            client.send(request().build());
        }

        assertThat(VENDOR.sent()).containsEntry("deviceId", "phone-1");
    }

    @Test
    void a_device_id_of_21_characters_is_taken_and_a_longer_one_is_not() {
        assertBuilds(with("device-id", "x".repeat(21)));
        assertThat(faultsOf(with("device-id", "x".repeat(22))).violations())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo(PREFIX + "device-id");
                    assertThat(violation.problem()).contains("22 letters", "21");
                });
    }

    @Test
    void what_is_sent_with_each_message_can_be_set() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));
        Settings settings = settings(
                "username", "ABCDEF",
                "password", "abcdefghijklmn",
                "base-url", VENDOR.url(),
                "skip-phone-validation", "true",
                "device-active-within", "12",
                "passphrase", "correct horse",
                "passphrase-iterations", "1000",
                "token-auth", "false");

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            client.send(request().build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/messages?skipPhoneValidation=true&deviceActiveWithin=12"))
                .withRequestBody(matchingJsonPath("$.isEncrypted", equalTo("true"))));
        assertThat(VENDOR.onlyRequest().getBodyAsString()).contains("$i=1000$");
    }

    @Test
    void a_value_has_75000_iterations_unless_another_number_is_set() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));
        Settings settings = with("base-url", VENDOR.url(), "passphrase", "pässwörd");

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            client.send(request().build());
        }

        assertThat(VENDOR.onlyRequest().getBodyAsString()).contains("$i=75000$");
    }

    @Test
    void tokens_can_be_switched_on() {
        VENDOR.says(201, fixture("token.reply.json"));
        Settings settings = with("base-url", VENDOR.url(), "token-auth", "true");

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            client.send(request().build());
        }

        assertThat(VENDOR.asked()).containsExactly("POST /auth/token", "POST /messages");
    }

    @ParameterizedTest
    @CsvSource({
        "device-active-within,  0",
        "device-active-within,  -1",
        "passphrase-iterations, 999",
        "passphrase-iterations, 10000001"
    })
    void a_value_out_of_its_range_is_refused(String name, String value) {
        assertThat(fieldsOf(with(name, value))).containsExactly(PREFIX + name);
    }

    @Test
    void a_user_name_with_a_colon_is_refused() {
        assertThat(faultsOf(settings("username", "canary:x", "password", "p")).violations())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo(PREFIX + "username");
                    assertThat(violation.problem()).contains("colon").doesNotContain("canary");
                });
    }

    @Test
    void the_builder_names_its_faults_as_the_settings_do() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> AndroidGateway.builder()
                        .username("a:b")
                        .password("")
                        .baseUrl("nowhere")
                        .deviceId("x".repeat(22))
                        .deviceActiveWithin(0)
                        .passphrase(" ")
                        .passphraseIterations(0)
                        .region("UK")
                        .build());

        assertThat(refused).isNotNull();
        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactly(
                        "username",
                        "password",
                        "base-url",
                        "device-id",
                        "device-active-within",
                        "passphrase",
                        "passphrase-iterations",
                        "region");
    }
}
