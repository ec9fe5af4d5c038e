package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.Settings;
import io.heliograph.SmsClient;
import io.heliograph.http.Deadline;
import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder, and the settings below {@code heliograph.providers.thaibulk.}. */
class ThaiBulkSettingsTest {
    private static final String PREFIX = "heliograph.providers.thaibulk.";

    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @Test
    void the_service_loader_finds_it_by_its_name() {
        assertThat(ServiceLoader.load(ProviderFactory.class))
                .filteredOn(factory -> factory.name().equals("thaibulk"))
                .singleElement()
                .isInstanceOf(ThaiBulkConfig.class);
    }

    @Test
    void every_setting_of_a_send_has_its_effect() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));
        Settings settings = settings(
                "api-key",
                "key-of-the-file",
                "base-url",
                VENDOR.url() + "/proxy",
                "allow-cleartext",
                "false",
                "from",
                "ACME");

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            assertThat(client).hasToString("SmsClient[thaibulk]");
            client.send(SendRequest.to("+66812345678").text("Hi").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/proxy/sms/send"))
                .withHeader("x-api-key", equalTo("key-of-the-file"))
                .withRequestBody(matchingJsonPath("$.sender", equalTo("ACME"))));
    }

    @Test
    void the_environment_goes_before_the_file() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));
        Settings settings = settings("api-key", "key-of-the-file", "base-url", VENDOR.url(), "from", "ACME")
                .withEnvironment(Map.of(
                        "HELIOGRAPH_PROVIDERS_THAIBULK_API_KEY",
                        "key-of-the-environment",
                        "HELIOGRAPH_PROVIDERS_THAIBULK_BASE_URL",
                        VENDOR.url() + "/env"));

        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            client.send(SendRequest.to("+66812345678").text("Hi").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/env/sms/send"))
                .withHeader("x-api-key", equalTo("key-of-the-environment")));
    }

    @Test
    void a_missing_key_is_named() {
        assertThat(faultsOf(settings("from", "ACME")).faults())
                .containsExactly(new Fault(PREFIX + "api-key", "is missing"));
    }

    @Test
    void all_that_is_missing_or_wrong_is_named_at_once() {
        Settings wrong = settings(
                "base-url",
                "me-sms.com",
                "from",
                "+66812345678",
                "chunk-size",
                "0",
                "path-get",
                "/sms",
                "path-list",
                "sms");

        assertThat(faultsOf(wrong).faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        PREFIX + "api-key",
                        PREFIX + "base-url",
                        PREFIX + "from",
                        PREFIX + "chunk-size",
                        PREFIX + "path-get",
                        PREFIX + "path-list");
    }

    @Test
    void a_flag_that_is_none_hides_no_other_fault() {
        assertThat(faultsOf(settings("allow-cleartext", "maybe", "from", "12345"))
                        .faults())
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
                        PREFIX + "chunk-size",
                        PREFIX + "path-preview",
                        PREFIX + "path-cancel",
                        PREFIX + "path-list",
                        PREFIX + "path-get",
                        PREFIX + "path-balance",
                        PREFIX + "path-senders");
        assertThat(refused.getMessage()).doesNotContain("canary-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://me-sms.com/api/v2", "http://localhost:8080", "http://127.0.0.1:1", "http://[::1]/x"})
    void tls_anywhere_and_cleartext_to_this_machine_need_no_permission(String url) {
        assertBuilds(settings("api-key", "key", "base-url", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://10.0.0.5:8080", "http://192.168.1.20", "http://me-sms-proxy", "http://proxy.internal"})
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
    @ValueSource(strings = {"http://me-sms.com", "http://8.8.8.8"})
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
        "base-url,        https://user:canary@me-sms.com",
        "base-url,        https://me-sms.com/api/v2/?appid=canary",
        "base-url,        https://me-sms.com/api/v2/#canary",
        "base-url,        http://canary.example.com",
        "allow-cleartext, canary",
        "from,            canary-canary-canary",
        "from,            +66812345678",
        "from,            +canary",
        "chunk-size,      canary",
        "path-get,        /canary",
        "path-cancel,     /canary/{uuid}/../x",
        "path-list,       https://canary.example.com/sms",
        "path-balance,    /canary/{uuid}",
        "path-senders,    /canary?x=1",
        "path-preview,    canary"
    })
    void an_error_names_the_setting_and_never_holds_its_value(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(PREFIX + "api-key", "good-key"));
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
                () -> ThaiBulk.builder()
                        .apiKey("")
                        .baseUrl("nowhere")
                        .from("12345")
                        .build());

        assertThat(refused).isNotNull();
        assertThat(refused.faults()).extracting(Fault::field).containsExactly("api-key", "base-url", "from");
    }

    @Test
    void nothing_that_it_prints_holds_the_key() {
        ThaiBulk thaiBulk = ThaiBulk.builder().apiKey("canary-key").build();
        try (SmsClient client = SmsClient.builder().provider(thaiBulk).build()) {
            assertThat(List.of(client, thaiBulk, thaiBulk.provider()).toString())
                    .doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2000001", "1.5", "many", "10,000"})
    void a_chunk_size_is_a_whole_number_of_1_to_2000000(String size) {
        assertThat(faultsOf(settings("api-key", "key", "chunk-size", size)).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + "chunk-size");
    }

    @Test
    void the_chunk_size_has_its_effect() {
        ThaiBulkConfig config = new ThaiBulkConfig();
        for (Map.Entry<String, Integer> most :
                Map.of("1", 2, "500", 500, "2000000", 2_000_000).entrySet()) {
            Map<String, String> all = Map.of("api-key", "key", "chunk-size", most.getKey());
            SmsProvider provider = config.create(new ProviderSettings(name -> Optional.ofNullable(all.get(name))))
                    .provider();
            assertThat(provider.bulkLimits().most()).isEqualTo(most.getValue());
            provider.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "path-preview,  /v9/price,        POST /v9/price",
        "path-cancel,   /v9/{uuid}/stop,  POST /v9/0b6f1c1e-7c1b-4f0e-9a44-2f6a3b0d9c11/stop",
        "path-list,     /v9/all,          GET /v9/all",
        "path-get,      /{uuid},          GET /0b6f1c1e-7c1b-4f0e-9a44-2f6a3b0d9c11",
        "path-balance,  /credits/balance, GET /credits/balance",
        "path-senders,  /v9/names,        GET /v9/names"
    })
    void each_uncertain_path_is_a_setting(String setting, String path, String asked) {
        VENDOR.says(200, "{}");
        Map<String, String> all = Map.of("api-key", "key", "base-url", VENDOR.url(), setting, path);
        ThaiBulk door = (ThaiBulk)
                new ThaiBulkConfig().create(new ProviderSettings(name -> Optional.ofNullable(all.get(name))));
        Deadline deadline = Deadline.after(Duration.ofSeconds(30));
        Campaign campaign = Campaign.text("Hi").toGroup(1).build();

        VENDOR.at(door, it -> switch (setting) {
            case "path-preview" -> it.preview(campaign);
            case "path-cancel" -> it.provider().cancel(ThaiBulkVendor.ID, deadline);
            case "path-list" -> it.list().toList();
            case "path-get" -> it.counts(ThaiBulkVendor.ID);
            case "path-balance" -> it.balance();
            default -> it.senders();
        });

        assertThat(VENDOR.asked()).containsExactly(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "path-get,    /sms",
        "path-get,    /sms/{uuid}/{uuid}",
        "path-get,    /sms/x{uuid}",
        "path-cancel, sms/{uuid}/cancel",
        "path-cancel, /sms/{id}/cancel",
        "path-list,   /",
        "path-list,   /sms//all",
        "path-list,   /sms/..",
        "path-list,   /sms/./all",
        "path-list,   '/sms all'",
        "path-list,   /sms%2Fall",
        "path-senders, /senders/{uuid}"
    })
    void a_path_that_is_none_is_named(String setting, String path) {
        assertThat(faultsOf(settings("api-key", "key", setting, path)).faults())
                .extracting(Fault::field)
                .containsExactly(PREFIX + setting);
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
