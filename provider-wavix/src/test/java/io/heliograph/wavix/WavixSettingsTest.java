package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.Settings;
import io.heliograph.SmsClient;
import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.ProviderFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder, and the settings below {@code heliograph.providers.wavix.}. */
class WavixSettingsTest {
    private static final String PREFIX = "heliograph.providers.wavix.";

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @Test
    void the_service_loader_finds_it_by_its_name() {
        assertThat(ServiceLoader.load(ProviderFactory.class))
                .filteredOn(factory -> factory.name().equals("wavix"))
                .singleElement()
                .isInstanceOf(WavixConfig.class);
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

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            assertThat(client).hasToString("SmsClient[wavix]");
            client.send(
                    SendRequest.to("+447537151866").text("Hi").key("order-1234").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/proxy/v3/messages/idempotent"))
                .withHeader("Authorization", equalTo("Bearer key-of-the-file"))
                .withHeader("Idempotency-Key", equalTo("order-1234"))
                .withRequestBody(matchingJsonPath("$.from", equalTo("ACME")))
                .withRequestBody(matchingJsonPath("$.tag", equalTo("order-1234")))
                .withRequestBody(matchingJsonPath("$.smart_encoding", equalTo("true"))));
    }

    @Test
    void the_environment_goes_before_the_file() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
        Settings settings = settings("api-key", "key-of-the-file", "base-url", VENDOR.url(), "from", "ACME")
                .withEnvironment(Map.of(
                        "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY",
                        "key-of-the-environment",
                        "HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL",
                        VENDOR.url() + "/env"));

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(SendRequest.to("+447537151866").text("Hi").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/env/v3/messages"))
                .withHeader("Authorization", equalTo("Bearer key-of-the-environment")));
    }

    @Test
    void a_missing_key_is_named() {
        assertThat(faultsOf(settings("from", "ACME")).faults())
                .containsExactly(new Fault(PREFIX + "api-key", "is missing"));
    }

    @Test
    void all_that_is_missing_or_wrong_is_named_at_once() {
        assertThat(faultsOf(settings(
                                "base-url",
                                "api.wavix.com",
                                "from",
                                "much too long a name",
                                "smart-encoding",
                                "yes",
                                "idempotency",
                                "on",
                                "lookup-by-tag",
                                "1"))
                        .faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        PREFIX + "api-key",
                        PREFIX + "base-url",
                        PREFIX + "from",
                        PREFIX + "smart-encoding",
                        PREFIX + "idempotency",
                        PREFIX + "lookup-by-tag");
    }

    @Test
    void a_flag_that_is_none_hides_no_other_fault() {
        assertThat(faultsOf(settings("allow-cleartext", "maybe", "from", "AB")).faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(PREFIX + "api-key", PREFIX + "allow-cleartext", PREFIX + "from");
    }

    @Test
    void a_flag_that_is_none_does_not_make_other_settings_unknown() {
        assertThat(faultsOf(settings("api-key", "key", "allow-cleartext", "maybe", "from", "ACME"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
    }

    @Test
    void an_unknown_setting_is_named_with_those_that_exist() {
        InvalidRequestException refused = faultsOf(settings("api-key", "key", "apikey", "canary-value"));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + "apikey");
        assertThat(refused)
                .hasMessageContainingAll(
                        PREFIX + "api-key",
                        PREFIX + "base-url",
                        PREFIX + "allow-cleartext",
                        PREFIX + "from",
                        PREFIX + "smart-encoding",
                        PREFIX + "idempotency",
                        PREFIX + "lookup-by-tag");
        assertThat(refused.getMessage()).doesNotContain("canary-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.wavix.com", "http://localhost:8080", "http://127.0.0.1:1", "http://[::1]/x"})
    void tls_anywhere_and_cleartext_to_this_machine_need_no_permission(String url) {
        assertBuilds(settings("api-key", "key", "base-url", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://10.0.0.5:8080", "http://192.168.1.20", "http://wavix-proxy", "http://proxy.internal"})
    void cleartext_on_a_private_network_needs_permission(String url) {
        assertThat(faultsOf(settings("api-key", "key", "base-url", url)).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
        assertThat(faultsOf(settings("api-key", "key", "base-url", url, "allow-cleartext", "false"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
        assertBuilds(settings("api-key", "key", "base-url", url, "allow-cleartext", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.wavix.com", "http://8.8.8.8"})
    void cleartext_to_a_public_host_is_never_allowed(String url) {
        assertThat(faultsOf(settings("api-key", "key", "base-url", url, "allow-cleartext", "true"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "base-url");
    }

    @ParameterizedTest
    @CsvSource({
        "api-key,         'canary key'",
        "api-key,         canary-ключ",
        "base-url,        canary.example.com",
        "base-url,        ftp://canary.example.com",
        "base-url,        https://user:canary@api.wavix.com",
        "base-url,        https://api.wavix.com/?appid=canary",
        "base-url,        https://api.wavix.com/#canary",
        "base-url,        http://canary.example.com",
        "allow-cleartext, canary",
        "from,            canary-canary-canary",
        "from,            canary!",
        "from,            +canary",
        "smart-encoding,  canary",
        "idempotency,     canary",
        "idempotency,     OFF-canary",
        "lookup-by-tag,   canary"
    })
    void an_error_names_the_setting_and_never_holds_its_value(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(PREFIX + "api-key", "good-key"));
        all.put(PREFIX + name, value);

        InvalidRequestException refused = faultsOf(Settings.of(all));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + name);
        assertThat(refused).hasMessageNotContaining("canary").hasNoCause();
        assertThat(Settings.of(all).toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "header", "endpoint", " header "})
    void each_word_for_idempotency_is_taken(String word) {
        assertBuilds(settings("api-key", "key", "idempotency", word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "OFF", "true", "X-Cio-Idempotency-Key"})
    void another_word_for_idempotency_is_refused_with_those_that_exist(String word) {
        assertThat(faultsOf(settings("api-key", "key", "idempotency", word)))
                .hasMessageContaining("off, header or endpoint");
    }

    @Test
    void the_builder_names_its_faults_as_the_settings_do() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> Wavix.builder().apiKey("").baseUrl("nowhere").from("AB").build());

        assertThat(refused).isNotNull();
        assertThat(refused.faults()).extracting(Fault::field).containsExactly("api-key", "base-url", "from");
    }

    @Test
    void nothing_that_it_prints_holds_the_key() {
        Wavix wavix = Wavix.builder().apiKey("canary-key").build();
        try (SmsClient client = SmsClient.builder().provider(wavix).build()) {
            assertThat(List.of(client, wavix, wavix.provider()).toString()).doesNotContain("canary");
        }
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

    private static Settings settings(String... namesAndValues) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(PREFIX + namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of(all);
    }
}
