package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayServer.fixture;
import static io.heliograph.androidgateway.AndroidGatewayServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.Settings;
import io.heliograph.SmsClient;
import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
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

/** The builder, and the settings below {@code heliograph.providers.androidgateway.}. */
class AndroidGatewaySettingsTest {
    private static final String PREFIX = "heliograph.providers.androidgateway.";

    @RegisterExtension
    static final AndroidGatewayServer SERVER = new AndroidGatewayServer();

    @Test
    void the_service_loader_finds_it_by_its_name() {
        assertThat(ServiceLoader.load(ProviderFactory.class))
                .filteredOn(factory -> factory.name().equals("androidgateway"))
                .singleElement()
                .isInstanceOf(AndroidGatewayConfig.class);
    }

    @Test
    void every_setting_has_its_effect() {
        SERVER.says(202, fixture("send-minimal.reply.json"));
        Settings settings = settings(
                "username", "ABCDEF",
                "password", "abcdefghijklmn",
                "base-url", SERVER.url() + "/api/3rdparty/v1",
                "allow-cleartext", "false",
                "device-id", "PyDmBQZZXYmyxMwED8Fzy");

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            assertThat(client).hasToString("SmsClient[androidgateway]");
            client.send(request().build());
        }

        SERVER.got(postRequestedFor(urlEqualTo("/api/3rdparty/v1/messages"))
                .withHeader("Authorization", equalTo("Basic QUJDREVGOmFiY2RlZmdoaWprbG1u"))
                .withRequestBody(matchingJsonPath("$.deviceId", equalTo("PyDmBQZZXYmyxMwED8Fzy"))));
    }

    @Test
    void the_environment_goes_before_the_file() {
        SERVER.says(202, fixture("send-minimal.reply.json"));
        Settings settings = settings("username", "other", "password", "other", "base-url", SERVER.url())
                .withEnvironment(Map.of(
                        "HELIOGRAPH_PROVIDERS_ANDROIDGATEWAY_USERNAME", "ABCDEF",
                        "HELIOGRAPH_PROVIDERS_ANDROIDGATEWAY_PASSWORD", "abcdefghijklmn",
                        "HELIOGRAPH_PROVIDERS_ANDROIDGATEWAY_DEVICE_ID", "phone-1"));

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(request().build());
        }

        SERVER.got(postRequestedFor(urlEqualTo("/messages"))
                .withHeader("Authorization", equalTo("Basic QUJDREVGOmFiY2RlZmdoaWprbG1u"))
                .withRequestBody(matchingJsonPath("$.deviceId", equalTo("phone-1"))));
    }

    @Test
    void everything_that_is_missing_is_named_at_once() {
        assertThat(faultsOf(settings("device-id", "phone-1")).faults())
                .containsExactly(
                        new Fault(PREFIX + "username", "is missing"), new Fault(PREFIX + "password", "is missing"));
    }

    @Test
    void everything_that_is_missing_or_wrong_is_named_at_once() {
        assertThat(faultsOf(settings("base-url", "192.168.1.20:8080", "device-id", "x".repeat(22)))
                        .faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        PREFIX + "username", PREFIX + "password", PREFIX + "base-url", PREFIX + "device-id");
    }

    @Test
    void a_flag_that_is_none_hides_no_other_fault() {
        assertThat(faultsOf(settings("allow-cleartext", "maybe", "device-id", "x".repeat(22)))
                        .faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        PREFIX + "username", PREFIX + "password", PREFIX + "allow-cleartext", PREFIX + "device-id");
    }

    @Test
    void a_flag_that_is_none_does_not_make_other_settings_unknown() {
        assertThat(faultsOf(settings(
                                "username", "u", "password", "p", "allow-cleartext", "maybe", "device-id", "phone-1"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "allow-cleartext");
    }

    @Test
    void an_unknown_setting_is_named_with_those_that_exist() {
        InvalidRequestException refused = faultsOf(settings("username", "u", "password", "p", "user", "canary-value"));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + "user");
        assertThat(refused)
                .hasMessageContainingAll(
                        PREFIX + "username",
                        PREFIX + "password",
                        PREFIX + "base-url",
                        PREFIX + "allow-cleartext",
                        PREFIX + "device-id",
                        PREFIX + "token-auth",
                        PREFIX + "skip-phone-validation",
                        PREFIX + "device-active-within",
                        PREFIX + "passphrase",
                        PREFIX + "passphrase-iterations");
        assertThat(refused.getMessage()).doesNotContain("canary-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://sms.example.com/api/3rdparty/v1", "http://localhost:8080", "http://127.0.0.1:8080"})
    void tls_anywhere_and_cleartext_to_this_machine_need_no_permission(String url) {
        assertBuilds(settings("username", "u", "password", "p", "base-url", url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.168.1.20:8080", "http://10.0.0.7:8080", "http://phone.local:8080"})
    void cleartext_to_a_phone_on_a_private_network_needs_permission(String url) {
        for (String flag : List.of("", "false")) {
            assertThat(faultsOf(settings("username", "u", "password", "p", "base-url", url, "allow-cleartext", flag))
                            .faults())
                    .extracting(Fault::field)
                    .containsExactly(PREFIX + "allow-cleartext");
        }
        assertBuilds(settings("username", "u", "password", "p", "base-url", url, "allow-cleartext", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.sms-gate.app/3rdparty/v1", "http://8.8.8.8:8080"})
    void cleartext_to_a_public_host_is_never_allowed(String url) {
        assertThat(faultsOf(settings("username", "u", "password", "p", "base-url", url, "allow-cleartext", "true"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "base-url");
    }

    @Test
    void a_device_id_of_21_characters_is_taken_and_a_longer_one_is_not() {
        assertBuilds(settings("username", "u", "password", "p", "device-id", "x".repeat(21)));
        assertThat(faultsOf(settings("username", "u", "password", "p", "device-id", "x".repeat(22)))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo(PREFIX + "device-id");
                    assertThat(fault.problem()).contains("22 letters", "21");
                });
    }

    @Test
    void what_is_sent_with_each_message_can_be_set() {
        SERVER.says(202, fixture("send-minimal.reply.json"));
        Settings settings = settings(
                "username", "ABCDEF",
                "password", "abcdefghijklmn",
                "base-url", SERVER.url(),
                "skip-phone-validation", "true",
                "device-active-within", "12",
                "passphrase", "correct horse",
                "passphrase-iterations", "1000",
                "token-auth", "false");

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(request().build());
        }

        SERVER.got(postRequestedFor(urlEqualTo("/messages?skipPhoneValidation=true&deviceActiveWithin=12"))
                .withRequestBody(matchingJsonPath("$.isEncrypted", equalTo("true"))));
        assertThat(SERVER.onlyRequest().getBodyAsString()).contains("$i=1000$");
    }

    @Test
    void a_value_has_75000_iterations_unless_another_number_is_set() {
        SERVER.says(202, fixture("send-minimal.reply.json"));
        Settings settings =
                settings("username", "u", "password", "p", "base-url", SERVER.url(), "passphrase", "pässwörd");

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(request().build());
        }

        assertThat(SERVER.onlyRequest().getBodyAsString()).contains("$i=75000$");
    }

    @Test
    void tokens_can_be_switched_on() {
        SERVER.says(201, fixture("token.reply.json"));
        Settings settings = settings("username", "u", "password", "p", "base-url", SERVER.url(), "token-auth", "true");

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(request().build());
        }

        assertThat(SERVER.calls()).containsExactly("POST /auth/token", "POST /messages");
    }

    @ParameterizedTest
    @CsvSource({
        "device-active-within,  0",
        "device-active-within,  -1",
        "passphrase-iterations, 999",
        "passphrase-iterations, 10000001"
    })
    void a_value_out_of_its_range_is_refused(String name, String value) {
        assertThat(faultsOf(settings("username", "u", "password", "p", name, value))
                        .faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + name);
    }

    @Test
    void a_user_name_with_a_colon_is_refused() {
        assertThat(faultsOf(settings("username", "canary:x", "password", "p")).faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo(PREFIX + "username");
                    assertThat(fault.problem()).contains("colon").doesNotContain("canary");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "username,        'canary user'",
        "username,        canary:user",
        "username,        canary-имя",
        "password,        'canary password'",
        "password,        canary-пароль",
        "base-url,        canary.example.com",
        "base-url,        ftp://canary.example.com",
        "base-url,        https://user:canary@api.sms-gate.app/3rdparty/v1",
        "base-url,        https://api.sms-gate.app/3rdparty/v1?token=canary",
        "base-url,        https://api.sms-gate.app/3rdparty/v1#canary",
        "base-url,        http://canary.example.com",
        "allow-cleartext, canary",
        "device-id,       canary-canary-canary-canary",
        "token-auth,            canary",
        "skip-phone-validation, canary",
        "device-active-within,  canary",
        "passphrase-iterations, canary"
    })
    void an_error_names_the_setting_and_never_holds_its_value(String name, String value) {
        Map<String, String> all =
                new LinkedHashMap<>(Map.of(PREFIX + "username", "good-user", PREFIX + "password", "good-password"));
        all.put(PREFIX + name, value);

        InvalidRequestException refused = faultsOf(Settings.of(all));

        assertThat(refused.faults()).extracting(Fault::field).containsExactly(PREFIX + name);
        assertThat(refused).hasMessageNotContaining("canary").hasNoCause();
        assertThat(Settings.of(all).toString()).doesNotContain("canary");
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
                        .build());

        assertThat(refused).isNotNull();
        assertThat(refused.faults())
                .extracting(Fault::field)
                .containsExactly(
                        "username",
                        "password",
                        "base-url",
                        "device-id",
                        "device-active-within",
                        "passphrase",
                        "passphrase-iterations");
    }

    @Test
    void nothing_that_it_prints_holds_the_credentials() {
        AndroidGateway gateway = AndroidGateway.builder()
                .username("canary-user")
                .password("canary-password")
                .passphrase("canary-passphrase")
                .tokenAuth(true)
                .build();
        try (SmsClient client = SmsClient.builder().provider(gateway).build()) {
            assertThat(List.of(client, gateway, gateway.provider()).toString()).doesNotContain("canary");
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
