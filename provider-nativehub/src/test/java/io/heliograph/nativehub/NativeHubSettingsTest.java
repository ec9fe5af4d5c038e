package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.nativehub.NativeHubVendor.json;
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

/** The builder, and the settings below {@code heliograph.providers.nativehub.}. */
class NativeHubSettingsTest {
    private static final String PREFIX = "heliograph.providers.nativehub.";

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @Test
    void the_service_loader_finds_it_by_its_name() {
        assertThat(ServiceLoader.load(ProviderFactory.class))
                .filteredOn(factory -> factory.name().equals("nativehub"))
                .singleElement()
                .isInstanceOf(NativeHubConfig.class);
    }

    @Test
    void every_setting_with_a_key_has_its_effect() {
        VENDOR.says(200, fixture("send-full.reply.json"));
        Settings settings = settings(
                "api-key", "key-of-the-file",
                "base-url", VENDOR.url() + "/proxy",
                "allow-cleartext", "false",
                "from", "BRAND",
                "provider", "route-7",
                "currency", "BDT");

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            assertThat(client).hasToString("SmsClient[nativehub]");
            assertThat(client.send(message()).price().orElseThrow().currency()).isEqualTo("BDT");
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/proxy/messages"))
                .withHeader("X-API-Key", equalTo("key-of-the-file"))
                .withRequestBody(matchingJsonPath("$.from", equalTo("BRAND")))
                .withRequestBody(matchingJsonPath("$.provider", equalTo("route-7"))));
    }

    @Test
    void a_token_has_its_effect() {
        VENDOR.says(200, fixture("send-full.reply.json"));

        send(settings("token", "token-of-the-file", "base-url", VENDOR.url(), "from", "BRAND"));

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages"))
                .withHeader("Authorization", equalTo("Bearer token-of-the-file")));
    }

    @Test
    void a_user_a_password_and_a_tenant_have_their_effect() {
        VENDOR.saysAt("/auth/login", json(200, fixture("login.reply.json")));
        VENDOR.saysAt("/messages", json(200, fixture("send-full.reply.json")));

        send(settings(
                "username", "ops@example.com",
                "password", "correct horse battery",
                "tenant-id", "c3d4e5f6-a7b8-9012-cdef-123456789012",
                "base-url", VENDOR.url(),
                "from", "BRAND"));

        VENDOR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/auth/login"))
                        .withRequestBody(equalToJson(fixture("login.request.json"), false, false)));
        VENDOR.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v1/messages"))
                        .withHeader("Authorization", equalTo("Bearer access-1")));
    }

    @Test
    void the_environment_goes_before_the_file() {
        VENDOR.says(200, fixture("send-full.reply.json"));

        send(settings("api-key", "key-of-the-file", "base-url", VENDOR.url(), "from", "BRAND")
                .withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_NATIVEHUB_API_KEY", "key-of-the-environment")));

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages"))
                .withHeader("X-API-Key", equalTo("key-of-the-environment")));
    }

    private static void send(Settings settings) {
        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(message());
        }
    }

    private static SendRequest message() {
        return SendRequest.to("+8801712345678").text("Hi").build();
    }

    @Test
    void a_missing_credential_is_named_with_every_way() {
        assertThat(faultsOf(settings("from", "BRAND")).faults())
                .containsExactly(
                        new Fault(PREFIX + "api-key", "is missing; set it, or token, or username and password"));
    }

    @ParameterizedTest
    @CsvSource({
        "api-key,  token,    token",
        "api-key,  username, username password",
        "token,    username, username password",
        "api-key,  password, password username",
        "username, '',       password",
        "password, '',       username"
    })
    void exactly_one_whole_way_is_wanted(String one, String other, String faulty) {
        Settings settings = other.isEmpty() ? settings(one, "value-1") : settings(one, "value-1", other, "value-2");

        assertThat(faultsOf(settings).faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrderElementsOf(List.of(faulty.split(" ")).stream()
                        .map(name -> PREFIX + name)
                        .toList());
    }

    @Test
    void three_ways_at_once_are_two_too_many() {
        Settings settings = settings("api-key", "a", "token", "b", "username", "c", "password", "d");

        assertThat(faultsOf(settings).faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(PREFIX + "token", PREFIX + "username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key", "token"})
    void a_tenant_is_for_a_login_only(String way) {
        assertThat(faultsOf(settings(way, "value", "tenant-id", "t-1")).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "tenant-id");
    }

    @Test
    void empty_values_count_as_unset() {
        assertBuilds(settings(
                "api-key", "key", "token", "", "username", "", "password", "", "tenant-id", "", "provider", ""));
    }

    @Test
    void all_that_is_missing_or_wrong_is_named_at_once() {
        assertThat(faultsOf(settings(
                                "base-url", "nativehub.live",
                                "from", "much too long a name",
                                "provider", "route\n7",
                                "currency", "usd",
                                "allow-cleartext", "maybe"))
                        .faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        PREFIX + "api-key",
                        PREFIX + "base-url",
                        PREFIX + "from",
                        PREFIX + "provider",
                        PREFIX + "currency",
                        PREFIX + "allow-cleartext");
    }

    @Test
    void an_unknown_setting_is_named_with_those_that_exist() {
        InvalidRequestException refused = faultsOf(settings("api-key", "key", "apikey", "canary-value"));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + "apikey");
        for (String name : List.of("api-key", "token", "username", "password", "tenant-id", "base-url", "provider")) {
            assertThat(refused).hasMessageContaining(PREFIX + name);
        }
        assertThat(refused.getMessage()).doesNotContain("canary-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api-message.nativehub.live/api/v1",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://[::1]/x"
            })
    void tls_anywhere_and_cleartext_to_this_machine_need_no_permission(String url) {
        assertBuilds(settings("api-key", "key", "base-url", url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.5:8080", "http://192.168.1.20", "http://sms-proxy", "http://proxy.internal"})
    void cleartext_on_a_private_network_needs_permission(String url) {
        assertThat(faultsOf(settings("api-key", "key", "base-url", url)).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
        assertBuilds(settings("api-key", "key", "base-url", url, "allow-cleartext", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api-message.nativehub.live/api/v1", "http://8.8.8.8"})
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
        "base-url,        https://user:canary@nativehub.live",
        "base-url,        https://nativehub.live/?k=canary",
        "base-url,        http://canary.example.com",
        "allow-cleartext, canary",
        "from,            canary-canary-canary",
        "from,            +canary",
        "currency,        canary",
        "tenant-id,       canary"
    })
    void an_error_names_the_setting_and_never_holds_its_value(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(PREFIX + "api-key", "good-key"));
        all.put(PREFIX + name, value);

        InvalidRequestException refused = faultsOf(Settings.of(all));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + name);
        assertThat(refused).hasMessageNotContaining("canary").hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "username"})
    void a_user_or_password_that_was_wrapped_is_refused_without_its_value(String name) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(PREFIX + "username", "ops", PREFIX + "password", "good"));
        all.put(PREFIX + name, "canary\nline");

        InvalidRequestException refused = faultsOf(Settings.of(all));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + name);
        assertThat(refused).hasMessageNotContaining("canary");
    }

    @Test
    void the_builder_names_its_faults_as_the_settings_do() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> NativeHub.builder()
                        .token("")
                        .baseUrl("nowhere")
                        .from("much too long a name")
                        .build());

        assertThat(refused).isNotNull();
        assertThat(refused.faults()).extracting(Fault::field).containsExactly("api-key", "base-url", "from");
    }

    @Test
    void nothing_that_it_prints_holds_a_credential() {
        List<NativeHub> all = List.of(
                NativeHub.builder().apiKey("canary-key").build(),
                NativeHub.builder().token("canary-token").build(),
                NativeHub.builder().username("canary").password("canary word").build());
        for (NativeHub door : all) {
            try (SmsClient client = SmsClient.builder().provider(door).build()) {
                assertThat(List.of(client, door, door.provider()).toString()).doesNotContain("canary");
            }
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
