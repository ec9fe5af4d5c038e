package io.heliograph.textingline;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.textingline.TextingLineVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.Settings;
import io.heliograph.SmsClient;
import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.ProviderFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder, and the settings below {@code heliograph.providers.textingline.}. */
class TextingLineSettingsTest {
    private static final String PREFIX = "heliograph.providers.textingline.";

    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    @Test
    void the_service_loader_finds_it_by_its_name() {
        assertThat(ServiceLoader.load(ProviderFactory.class))
                .filteredOn(factory -> factory.name().equals("textingline"))
                .singleElement()
                .isInstanceOf(TextingLineConfig.class);
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

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            assertThat(client).hasToString("SmsClient[textingline]");
            client.send(SendRequest.to("+18005551234").text("Hi").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/proxy/api/v1/messaging/message"))
                .withHeader("Authorization", equalTo(basic("uk_file:secret-of-the-file")))
                .withRequestBody(matchingJsonPath("$.from", equalTo("12345"))));
    }

    @Test
    void the_environment_goes_before_the_file() {
        VENDOR.says(201, fixture("send-sms.reply.json"));
        Settings settings = settings(
                        "key-id",
                        "uk_file",
                        "key-secret",
                        "secret-of-the-file",
                        "base-url",
                        VENDOR.url(),
                        "from",
                        "12345")
                .withEnvironment(Map.of(
                        "HELIOGRAPH_PROVIDERS_TEXTINGLINE_KEY_ID",
                        "uk_env",
                        "HELIOGRAPH_PROVIDERS_TEXTINGLINE_KEY_SECRET",
                        "secret-of-the-environment",
                        "HELIOGRAPH_PROVIDERS_TEXTINGLINE_BASE_URL",
                        VENDOR.url() + "/env"));

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(SendRequest.to("+18005551234").text("Hi").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/env/api/v1/messaging/message"))
                .withHeader("Authorization", equalTo(basic("uk_env:secret-of-the-environment"))));
    }

    @Test
    void a_secret_with_a_colon_arrives_whole() {
        VENDOR.says(201, fixture("send-sms.reply.json"));
        try (SmsClient client = SmsClient.builder()
                .provider(VENDOR.door().keyId("uk_1").keySecret("a:b:c").build())
                .build()) {
            client.send(TextingLineVendor.request().build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo(TextingLineVendor.MESSAGE))
                .withHeader("Authorization", equalTo(basic("uk_1:a:b:c"))));
    }

    @Test
    void both_parts_of_the_key_are_required() {
        assertThat(faultsOf(settings("from", "12345")).faults())
                .containsExactly(
                        new Fault(PREFIX + "key-id", "is missing"), new Fault(PREFIX + "key-secret", "is missing"));
    }

    @Test
    void all_that_is_missing_or_wrong_is_named_at_once() {
        assertThat(faultsOf(settings(
                                "base-url",
                                "platform.textingline.com",
                                "from",
                                "much too long a name",
                                "allow-cleartext",
                                "maybe"))
                        .faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        PREFIX + "key-id",
                        PREFIX + "key-secret",
                        PREFIX + "base-url",
                        PREFIX + "from",
                        PREFIX + "allow-cleartext");
    }

    @Test
    void a_flag_that_is_none_does_not_make_other_settings_unknown() {
        assertThat(faultsOf(withKey("allow-cleartext", "maybe", "from", "12345"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
    }

    @Test
    void an_unknown_setting_is_named_with_those_that_exist() {
        InvalidRequestException refused = faultsOf(withKey("api-key", "canary-value"));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + "api-key");
        assertThat(refused)
                .hasMessageContainingAll(
                        PREFIX + "key-id",
                        PREFIX + "key-secret",
                        PREFIX + "base-url",
                        PREFIX + "allow-cleartext",
                        PREFIX + "from");
        assertThat(refused.getMessage()).doesNotContain("canary-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://platform.textingline.com",
                "https://sms.whitelabel.example/",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://[::1]/x"
            })
    void tls_anywhere_and_cleartext_to_this_machine_need_no_permission(String url) {
        assertBuilds(withKey("base-url", url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.5:8080", "http://192.168.1.20", "http://sms-proxy", "http://proxy.internal"})
    void cleartext_on_a_private_network_needs_permission(String url) {
        assertThat(faultsOf(withKey("base-url", url)).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
        assertThat(faultsOf(withKey("base-url", url, "allow-cleartext", "false"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
        assertBuilds(withKey("base-url", url, "allow-cleartext", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://platform.textingline.com", "http://8.8.8.8"})
    void cleartext_to_a_public_host_is_never_allowed(String url) {
        assertThat(faultsOf(withKey("base-url", url, "allow-cleartext", "true")).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "base-url");
    }

    @ParameterizedTest
    @CsvSource({
        "key-id,          'canary id'",
        "key-id,          canary:id",
        "key-id,          canary-ключ",
        "key-secret,      'canary secret'",
        "key-secret,      canary-ключ",
        "base-url,        canary.example.com",
        "base-url,        ftp://canary.example.com",
        "base-url,        https://user:canary@platform.textingline.com",
        "base-url,        https://platform.textingline.com/?key=canary",
        "base-url,        https://platform.textingline.com/#canary",
        "base-url,        http://canary.example.com",
        "allow-cleartext, canary",
        "from,            canary-canary-canary",
        "from,            canary",
        "from,            +canary"
    })
    void an_error_names_the_setting_and_never_holds_its_value(String name, String value) {
        Map<String, String> all =
                new LinkedHashMap<>(Map.of(PREFIX + "key-id", "good-id", PREFIX + "key-secret", "good-secret"));
        all.put(PREFIX + name, value);

        InvalidRequestException refused = faultsOf(Settings.of(all));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + name);
        assertThat(refused).hasMessageNotContaining("canary").hasNoCause();
        assertThat(Settings.of(all).toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "1234", "1234567"})
    void a_default_sender_that_the_vendor_takes_from_nobody_is_refused(String sender) {
        assertThat(faultsOf(withKey("from", sender)).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "from");
    }

    @Test
    void the_builder_names_its_faults_as_the_settings_do() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> TextingLine.builder()
                        .keyId("")
                        .keySecret(" ")
                        .baseUrl("nowhere")
                        .from("AB")
                        .build());

        assertThat(refused).isNotNull();
        assertThat(refused.faults())
                .extracting(Fault::field)
                .containsExactly("key-id", "key-secret", "base-url", "from");
    }

    @Test
    void nothing_that_it_prints_holds_the_key() {
        TextingLine textingLine = TextingLine.builder()
                .keyId("canary-id")
                .keySecret("canary-secret")
                .build();
        try (SmsClient client = SmsClient.builder().provider(textingLine).build()) {
            assertThat(List.of(client, textingLine, textingLine.provider()).toString())
                    .doesNotContain("canary");
        }
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertBuilds(Settings settings) {
        assertThatCode(() -> SmsClient.builder().settings(settings).build().close())
                .doesNotThrowAnyException();
    }

    private static InvalidRequestException faultsOf(Settings settings) {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> SmsClient.builder().settings(settings));
        assertThat(refused).as("nothing was refused").isNotNull();
        return refused;
    }

    private static Settings withKey(String... namesAndValues) {
        Map<String, String> all = values(namesAndValues);
        all.put(PREFIX + "key-id", "uk_1234");
        all.put(PREFIX + "key-secret", "secret");
        return Settings.of(all);
    }

    private static Settings settings(String... namesAndValues) {
        return Settings.of(values(namesAndValues));
    }

    private static Map<String, String> values(String... namesAndValues) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(PREFIX + namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }
}
