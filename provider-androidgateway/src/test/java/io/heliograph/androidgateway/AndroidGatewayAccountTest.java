package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.ConfigurationException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones, settings, logs, health and the refresh of the inbox. */
class AndroidGatewayAccountTest {
    private static final String BASE = "/3rdparty/v1";
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-01-01T23:59:59Z");

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    private final AndroidGateway gateway = VENDOR.door().build();
    private final AndroidGatewayAccount account = gateway.account();

    @AfterEach
    void close() {
        gateway.provider().close();
    }

    @Test
    void the_phones_of_an_account_are_listed() {
        VENDOR.says(200, fixture("devices.reply.json"));

        List<GatewayDevice> devices = account.devices();

        VENDOR.got(getRequestedFor(urlEqualTo(BASE + "/devices")));
        GatewayDevice device = devices.get(0);
        assertThat(devices).hasSize(1);
        assertThat(device.id()).isEqualTo("PyDmBQZZXYmyxMwED8Fzy");
        assertThat(device.name()).isEqualTo("My Device");
        assertThat(device.createdAt()).contains(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(device.lastSeen()).contains(Instant.parse("2026-08-22T10:15:30.096Z"));
        GatewayDevice.SimCard sim = device.simCards().get(0);
        assertThat(sim.simNumber()).hasValue(1);
        assertThat(sim.phoneNumber()).contains("********1234");
        assertThat(sim.carrierName()).contains("TrueMove H");
        assertThat(sim.iccid()).contains("****************5678");
        assertThat(devices.toString()).contains("TrueMove H").doesNotContain("1234", "5678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not Found"})
    void a_phone_that_is_asked_directly_has_the_singular_only(String body) {
        VENDOR.says(404, body);
        VENDOR.on(get("/device"), 200, fixture("devices-local.reply.json"));
        AndroidGateway phone = VENDOR.door().baseUrl(VENDOR.url()).build();

        assertThat(phone.account().devices()).singleElement().satisfies(device -> {
            assertThat(device.name()).isEqualTo("Google/Pixel 8");
            assertThat(device.simCards()).isEmpty();
        });

        assertThat(VENDOR.asked()).containsExactly("GET /devices", "GET /device");
        phone.provider().close();
    }

    @Test
    void a_wrong_base_url_has_neither() {
        VENDOR.says(404, "Not Found");

        assertThatThrownBy(account::devices).isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 404})
    void a_phone_is_deleted_by_its_id_and_one_that_is_not_there_is_no_error(int status) {
        VENDOR.says(status, status == 204 ? "" : "{\"message\":\"device not found\"}");

        account.deleteDevice("PyDmBQZZXYmyxMwED8Fzy");

        VENDOR.got(deleteRequestedFor(urlEqualTo(BASE + "/devices/PyDmBQZZXYmyxMwED8Fzy")));
    }

    @Test
    void a_phone_does_not_delete_itself() {
        VENDOR.says(404, "");
        assertThatThrownBy(() -> account.deleteDevice("x")).isInstanceOf(UnsupportedException.class);
        VENDOR.says(404, "Not Found");
        assertThatThrownBy(() -> account.deleteDevice("x")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void settings_are_read_by_their_names_in_snake_case() {
        VENDOR.says(200, fixture("settings.reply.json"));

        GatewaySettings settings = account.settings();

        VENDOR.got(getRequestedFor(urlEqualTo(BASE + "/settings")));
        assertThat(settings.get(GatewaySetting.SEND_INTERVAL_MIN)).contains("5");
        assertThat(settings.get(GatewaySetting.LIMIT_PERIOD)).contains("PerDay");
        assertThat(settings.get(GatewaySetting.WORK_HOURS_ENABLED)).contains("false");
        assertThat(settings.get(GatewaySetting.WORK_HOURS_START)).isEmpty();
        assertThat(settings.get(GatewaySetting.LIFETIME_DAYS)).contains("30");
        assertThat(settings.get(GatewaySetting.INTERVAL_SECONDS)).contains("60");
        assertThat(settings.get(GatewaySetting.SIGNING_KEY)).contains("canary-key");
        assertThat(settings.get(GatewaySetting.PASSPHRASE)).contains("canary-passphrase");
        assertThat(settings.get(GatewaySetting.NOTIFICATION_CHANNEL)).contains("AUTO");
        assertThat(settings.get(GatewaySetting.CONTENT_PROVIDER_ENABLED)).contains("true");
        assertThat(settings.rawJson()).isEqualTo(fixture("settings.reply.json"));
        assertThat(settings.toString()).contains("SIGNING_KEY").doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"messages\":null}", "{\"messages\":[]}", "{\"messages\":{\"limit_value\":{}}}"})
    void settings_that_are_not_there_are_empty(String body) {
        VENDOR.says(200, body);

        GatewaySettings settings = account.settings();

        for (GatewaySetting setting : GatewaySetting.values()) {
            assertThat(settings.get(setting)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>"})
    void settings_that_cannot_be_read_are_not_taken_for_none(String body) {
        VENDOR.says(200, body);

        assertThatThrownBy(account::settings).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void a_change_sends_what_was_set_and_nothing_else() {
        VENDOR.says(200, fixture("settings.reply.json"));

        GatewaySettings after = gateway.account()
                .changeSettings(GatewaySettings.change()
                        .set(GatewaySetting.RETRY_COUNT, 3)
                        .set(GatewaySetting.SEND_INTERVAL_MIN, 5)
                        .set(GatewaySetting.LIMIT_PERIOD, "PerDay")
                        .set(GatewaySetting.WORK_HOURS_ENABLED, false)
                        .build());

        VENDOR.got(patchRequestedFor(urlEqualTo(BASE + "/settings"))
                .withRequestBody(equalToJson(fixture("settings.request.json"), false, false)));
        assertThat(after.get(GatewaySetting.RETRY_COUNT)).contains("15");
    }

    @ParameterizedTest
    @EnumSource(GatewaySetting.class)
    void a_value_has_the_kind_of_its_setting(GatewaySetting setting) {
        List<Consumer<GatewaySettings.Builder>> setters =
                List.of(it -> it.set(setting, 1), it -> it.set(setting, true), it -> it.set(setting, "canary"));
        int kind = List.of(GatewaySetting.Kind.NUMBER, GatewaySetting.Kind.FLAG, GatewaySetting.Kind.WORD)
                .indexOf(setting.kind());
        for (int i = 0; i < setters.size(); i++) {
            GatewaySettings.Builder builder = GatewaySettings.change();
            Consumer<GatewaySettings.Builder> setter = setters.get(i);
            if (i == kind) {
                setter.accept(builder);
                assertThat(builder.build().get(setting)).isPresent();
            } else {
                assertThatThrownBy(() -> setter.accept(builder))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining(setting.name())
                        .hasMessageNotContaining("canary");
            }
        }
    }

    @Test
    void a_change_of_nothing_is_refused() {
        assertThatThrownBy(() -> GatewaySettings.change().build()).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void the_log_of_a_phone_is_read() {
        VENDOR.says(200, fixture("logs.reply.json"));

        List<GatewayLogEntry> logs = account.logs(FROM, TO);

        VENDOR.got(
                getRequestedFor(urlEqualTo(BASE + "/logs?from=2024-01-01T00%3A00%3A00Z&to=2024-01-01T23%3A59%3A59Z")));
        assertThat(logs).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("1");
            assertThat(entry.createdAt()).contains(Instant.parse("2026-08-22T10:15:30.096Z"));
            assertThat(entry.module()).isEqualTo("messages");
            assertThat(entry.priority()).isEqualTo("ERROR");
            assertThat(entry.message()).isEqualTo("Can't send to +79990001234");
            assertThat(entry.context()).containsOnlyKeys("messageId", "attempt").containsEntry("attempt", "2");
            assertThat(entry.toString()).doesNotContain("79990001234", "PyDm");
        });
    }

    @Test
    void the_cloud_has_no_logs() {
        VENDOR.says(501, error("not implemented"));

        assertThatThrownBy(() -> account.logs(FROM, TO)).isInstanceOf(UnsupportedException.class);
    }

    @Test
    void health_is_below_the_base_url() {
        VENDOR.says(200, fixture("health.reply.json"));

        GatewayHealth health = account.health();

        VENDOR.got(getRequestedFor(urlEqualTo(BASE + "/health")));
        assertThat(health.status()).isEqualTo("pass");
        assertThat(health.isWorking()).isTrue();
        assertThat(health.version()).isEqualTo("1.47.1");
        assertThat(health.checks())
                .containsOnlyKeys("db:ping")
                .containsEntry(
                        "db:ping",
                        new GatewayHealth.Check(
                                "pass", "Failed sequential pings count", Optional.of(BigDecimal.ZERO), ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void a_gateway_that_is_not_well_says_so(int status) {
        VENDOR.says(status, fixture("health.reply.json").replace("pass", "fail"));

        GatewayHealth health = account.health();

        assertThat(health.isWorking()).isFalse();
        assertThat(health.status()).isEqualTo("fail");
    }

    @Test
    void a_health_that_is_none_is_an_error() {
        VENDOR.says(503, "<html>503</html>");
        assertThatThrownBy(account::health).isInstanceOf(ProviderUnavailableException.class);
        VENDOR.says(200, "{}");
        assertThatThrownBy(account::health).isInstanceOf(ProviderUnavailableException.class);
        VENDOR.says(404, "Not Found");
        assertThatThrownBy(account::health).isInstanceOf(ConfigurationException.class);
        VENDOR.says(200, "{\"status\":\"warn\",\"checks\":{\"a\":null,\"b\":{}},\"releaseId\":\"x\"}");
        assertThat(account.health().isWorking()).isTrue();
        assertThat(account.health().checks()).containsOnlyKeys("b");
    }

    /** Problem details (RFC 9457) have a status too, and so have the documents of other services. */
    @ParameterizedTest
    @CsvSource({
        "404, 404, CONFIGURATION",
        "404, pass, CONFIGURATION",
        "403, fail, PERMISSION",
        "502, fail, PROVIDER_ERROR",
        "200, UP, PROVIDER_ERROR",
        "200, ok, PROVIDER_ERROR",
        "503, DOWN, PROVIDER_ERROR"
    })
    void a_status_of_something_else_is_no_health(int httpStatus, String status, ErrorType type) {
        VENDOR.says(httpStatus, "{\"title\":\"Not Found\",\"status\":\"" + status + "\"}");

        assertThatThrownBy(account::health)
                .isInstanceOfSatisfying(
                        SmsException.class,
                        failure -> assertThat(failure.errorType()).isEqualTo(type));
    }

    @Test
    void a_word_of_health_is_read_in_any_case() {
        VENDOR.says(200, "{\"status\":\"PASS\"}");

        assertThat(account.health().status()).isEqualTo("pass");
        assertThat(account.health().isWorking()).isTrue();
    }

    @Test
    void a_refresh_of_the_inbox_is_taken_with_plain_text() {
        VENDOR.says(aResponse()
                .withStatus(202)
                .withHeader("Content-Type", "text/plain")
                .withBody("Accepted"));

        gateway.account()
                .refreshInbox(InboxRefresh.between(FROM, TO)
                        .deviceId("PyDmBQZZXYmyxMwED8Fzy")
                        .type(IncomingType.MMS)
                        .type(IncomingType.SMS)
                        .webhooks(InboxRefresh.WebhookDelivery.BATCH)
                        .build());

        VENDOR.got(postRequestedFor(urlEqualTo(BASE + "/inbox/refresh"))
                .withRequestBody(equalToJson(fixture("inbox-refresh.request.json"), false, false)));
    }

    @Test
    void the_least_refresh_has_two_times() {
        VENDOR.says(202, "Accepted");

        account.refreshInbox(InboxRefresh.between(FROM, FROM).build());

        assertThat(VENDOR.onlyRequest().getBodyAsString())
                .isEqualTo("{\"since\":\"2024-01-01T00:00:00Z\",\"until\":\"2024-01-01T00:00:00Z\"}");
    }

    @Test
    void every_fault_of_a_refresh_is_named_at_once() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> InboxRefresh.between(TO, FROM)
                        .deviceId("")
                        .type(IncomingType.DATA_SMS)
                        .build());

        assertThat(refused).isNotNull();
        assertThat(refused.violations()).extracting(Violation::field).containsExactly("since", "deviceId", "type");
    }
}
