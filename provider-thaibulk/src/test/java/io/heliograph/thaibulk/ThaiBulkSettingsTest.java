package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.testkit.SettingsContract;
import io.heliograph.testkit.socket.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder, and the settings below {@code heliograph.providers.thaibulk.}. */
class ThaiBulkSettingsTest extends SettingsContract {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @Override
    protected ProviderFactory factory() {
        return new ThaiBulkFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "key-of-the-file");
    }

    @Override
    protected Map<String, String> optional() {
        return Map.ofEntries(
                Map.entry("from", "ACME"),
                Map.entry("chunk-size", "500"),
                Map.entry("path-preview", "/v9/price"),
                Map.entry("path-cancel", "/v9/{uuid}/stop"),
                Map.entry("path-list", "/v9/all"),
                Map.entry("path-get", "/v9/{uuid}"),
                Map.entry("path-balance", "/v9/credits"),
                Map.entry("path-senders", "/v9/names"),
                Map.entry("parameter-list-status", "state"),
                Map.entry("parameter-recipients-status", "state"),
                Map.entry("parameter-list-page", "p"));
    }

    @Override
    protected List<Map.Entry<String, String>> wrong() {
        return List.of(
                Map.entry("from", "canary-canary-canary"),
                Map.entry("from", "+66812345678"),
                Map.entry("from", "+canary"),
                Map.entry("chunk-size", "canary"),
                Map.entry("path-get", "/canary"),
                Map.entry("path-cancel", "/canary/{uuid}/../x"),
                Map.entry("path-list", "https://canary.example.com/sms"),
                Map.entry("path-balance", "/canary/{uuid}"),
                Map.entry("path-senders", "/canary?x=1"),
                Map.entry("path-preview", "canary"),
                Map.entry("parameter-list-status", "canary&x"),
                Map.entry("parameter-recipients-status", "canary=x"),
                Map.entry("parameter-list-page", "canary x"));
    }

    @Override
    protected VendorClient door(HttpOptions options) {
        return ThaiBulk.builder().apiKey("key").http(options).build();
    }

    @Override
    protected Optional<VendorClientBuilder<?>> builder() {
        return Optional.of(ThaiBulk.builder());
    }

    @Override
    protected String vendorUrl() {
        return "https://me-sms.com/api/v2";
    }

    @Override
    protected String sendPath() {
        return "/sms/send";
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(200, "application/json", fixture("send-minimal.reply.json"));
    }

    @Override
    protected String to() {
        return "+66812345678";
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

        try (SmsClient client =
                SmsClient.builder().settings(settings).retry(RetryPolicy.none()).build()) {
            assertThat(client).hasToString("SmsClient[thaibulk]");
            client.send(SendRequest.to("+66812345678").text("Hi").build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/proxy/sms/send"))
                .withHeader("x-api-key", equalTo("key-of-the-file"))
                .withRequestBody(matchingJsonPath("$.sender", equalTo("ACME"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2000001", "1.5", "many", "10,000"})
    void a_chunk_size_is_a_whole_number_of_1_to_2000000(String size) {
        assertThat(fieldsOf(with("chunk-size", size))).containsExactly("heliograph.providers.thaibulk." + "chunk-size");
    }

    @Test
    void the_chunk_size_has_its_effect() {
        ThaiBulkFactory config = new ThaiBulkFactory();
        for (Map.Entry<String, Integer> most :
                Map.of("1", 2, "500", 500, "2000000", 2_000_000).entrySet()) {
            Map<String, String> all = Map.of("api-key", "key", "chunk-size", most.getKey());
            SmsProvider provider = config.create(new ProviderSettings(name -> Optional.ofNullable(all.get(name))))
                    .provider();
            assertThat(provider.bulkLimits().max()).isEqualTo(most.getValue());
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
    void each_uncertain_path_is_a_setting(String setting, String path, String text) {
        VENDOR.says(200, "{\"balance\":1}"); // without an amount, the balance is an error
        Map<String, String> all = Map.of("api-key", "key", "base-url", VENDOR.url(), setting, path);
        ThaiBulk door = (ThaiBulk)
                new ThaiBulkFactory().create(new ProviderSettings(name -> Optional.ofNullable(all.get(name))));
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

        assertThat(VENDOR.asked()).containsExactly(text);
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
        assertThat(fieldsOf(with(setting, path))).containsExactly("heliograph.providers.thaibulk." + setting);
    }
}
