package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.testkit.VendorServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.testkit.SettingsContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder, and the settings below {@code heliograph.providers.nativehub.}. */
class NativeHubSettingsTest extends SettingsContract {
    private static final String PREFIX = "heliograph.providers.nativehub.";

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @Override
    protected ProviderFactory factory() {
        return new NativeHubFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "key-of-the-file");
    }

    @Override
    protected Map<String, String> optional() {
        return Map.of("from", "BRAND", "provider", "route7", "currency", "BDT");
    }

    @Override
    protected List<Map.Entry<String, String>> wrong() {
        return List.of(
                Map.entry("from", "canary-canary-canary"),
                Map.entry("from", "+canary"),
                Map.entry("provider", "canary\nroute"),
                Map.entry("currency", "canary"),
                Map.entry("tenant-id", "canary"));
    }

    @Override
    protected VendorClient door(HttpOptions options) {
        return NativeHub.builder().apiKey("key").http(options).build();
    }

    @Override
    protected Optional<VendorClientBuilder<?>> builder() {
        return Optional.of(NativeHub.builder());
    }

    @Override
    protected String vendorUrl() {
        return "https://api-message.nativehub.live/api/v1";
    }

    @Override
    protected String sendPath() {
        return "/messages";
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", fixture("send-minimal.reply.json"));
    }

    @Override
    protected List<String> others() {
        return List.of("token", "username", "password", "tenant-id");
    }

    @Override
    protected List<Map<String, String>> secrets() {
        return List.of(
                Map.of("api-key", "canary-key"),
                Map.of("token", "canary-token"),
                Map.of("username", "canary", "password", "canary word"));
    }

    @Test
    void every_setting_with_a_key_has_its_effect() {
        VENDOR.says(200, fixture("send-full.reply.json"));
        Settings settings = settings(
                "api-key", "key-of-the-file",
                "base-url", VENDOR.baseUrl() + "/proxy",
                "allow-cleartext", "false",
                "from", "BRAND",
                "provider", "route-7",
                "currency", "BDT");

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
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

        send(settings("token", "token-of-the-file", "base-url", VENDOR.baseUrl(), "from", "BRAND"));

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
                "base-url", VENDOR.baseUrl(),
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

    private static void send(Settings settings) {
        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            client.send(message());
        }
    }

    private static SendRequest message() {
        return SendRequest.to("+8801712345678").text("Hi").build();
    }

    @Test
    void a_builder_refuses_a_key_or_token_that_is_a_placeholder() {
        for (NativeHub.Builder builder : List.of(
                NativeHub.builder().apiKey("${HUNTER2}"), NativeHub.builder().token("${HUNTER2}"))) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("nativehub: ")
                    .hasMessageContaining("has a placeholder that nothing fills")
                    .hasMessageNotContaining("HUNTER2");
        }
    }

    @Test
    void a_missing_credential_is_named_with_every_kind() {
        assertThat(faultsOf(settings("from", "BRAND")).violations())
                .containsExactly(
                        new Violation(PREFIX + "api-key", "is missing; set it, or token, or username and password"));
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
    void exactly_one_complete_credential_is_required(String one, String other, String faulty) {
        Settings settings = other.isEmpty() ? settings(one, "value-1") : settings(one, "value-1", other, "value-2");

        assertThat(fieldsOf(settings))
                .containsExactlyInAnyOrderElementsOf(List.of(faulty.split(" ")).stream()
                        .map(name -> PREFIX + name)
                        .toList());
    }

    @Test
    void three_ways_at_once_are_two_too_many() {
        Settings settings = settings("api-key", "a", "token", "b", "username", "c", "password", "d");

        assertThat(fieldsOf(settings)).containsExactlyInAnyOrder(PREFIX + "token", PREFIX + "username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key", "token"})
    void a_tenant_is_for_a_login_only(String way) {
        assertThat(fieldsOf(settings(way, "value", "tenant-id", "t-1"))).containsExactly(PREFIX + "tenant-id");
    }

    @Test
    void empty_values_count_as_unset() {
        assertBuilds(settings(
                "api-key", "key", "token", "", "username", "", "password", "", "tenant-id", "", "provider", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "username"})
    void a_user_or_password_with_a_line_break_is_rejected_without_its_value(String name) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(PREFIX + "username", "ops", PREFIX + "password", "good"));
        all.put(PREFIX + name, "canary\nline");

        InvalidRequestException exception = faultsOf(Settings.of(all));

        assertThat(exception.violations()).extracting(Violation::field).containsExactly(PREFIX + name);
        assertThat(exception).hasMessageNotContaining("canary");
    }
}
