package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account's webhooks. */
class AndroidGatewayWebhookTest {
    private static final String BASE = "/3rdparty/v1";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    private final AndroidGateway gateway = VENDOR.door().build();

    @AfterEach
    void close() {
        gateway.provider().close();
    }

    @Test
    void webhooks_are_listed() {
        VENDOR.says(200, fixture("webhooks.reply.json"));

        List<GatewayWebhook> webhooks = gateway.account().webhooks();

        VENDOR.got(getRequestedFor(urlEqualTo(BASE + "/webhooks")));
        assertThat(webhooks)
                .containsExactly(
                        GatewayWebhook.on("sms:delivered", "https://example.com/webhook")
                                .withId("123e4567-e89b-12d3-a456-426614174000")
                                .forDevice("PyDmBQZZXYmyxMwED8Fzy"),
                        GatewayWebhook.on("sms:received", "http://127.0.0.1:9000/hook")
                                .withId("LreFUt-Z3sSq0JufY9uWB"));
        assertThat(webhooks.toString()).contains("example.com").doesNotContain("/webhook", "/hook");
    }

    /** The server ignores the documented {@code device_id}, and the webhook would be for all phones. */
    @Test
    void a_webhook_is_put_with_the_names_that_the_server_reads() {
        VENDOR.says(201, fixture("webhook.reply.json"));
        GatewayWebhook webhook = GatewayWebhook.on("sms:delivered", "https://example.com/webhook")
                .withId("123e4567-e89b-12d3-a456-426614174000")
                .forDevice("PyDmBQZZXYmyxMwED8Fzy");

        assertThat(gateway.account().putWebhook(webhook)).isEqualTo(webhook);

        VENDOR.got(postRequestedFor(urlEqualTo(BASE + "/webhooks"))
                .withRequestBody(equalToJson(fixture("webhook.request.json"), false, false)));
    }

    @Test
    void a_webhook_without_a_name_gets_one() {
        VENDOR.says(201, """
                {"id":"LreFUt","deviceId":"","url":"https://example.com/webhook","event":"sms:sent"}""");

        GatewayWebhook put = gateway.account().putWebhook(GatewayWebhook.on("sms:sent", "https://example.com/webhook"));

        assertThat(put.id()).contains("LreFUt");
        assertThat(put.deviceId()).isEmpty();
        assertThat(VENDOR.onlyRequest().getBodyAsString())
                .isEqualTo("{\"url\":\"https://example.com/webhook\",\"event\":\"sms:sent\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "Created"})
    void an_unreadable_answer_to_a_webhook_gives_back_what_was_put(String body) {
        VENDOR.says(201, body);
        GatewayWebhook webhook = GatewayWebhook.on("sms:sent", "https://example.com/webhook");

        assertThat(gateway.account().putWebhook(webhook)).isEqualTo(webhook);
    }

    @Test
    void every_fault_of_a_webhook_is_named_at_once() {
        GatewayWebhook wrong =
                new GatewayWebhook(Optional.of("x".repeat(37)), "canary.example.com", " ", Optional.of("x".repeat(22)));

        assertThatThrownBy(() -> gateway.account().putWebhook(wrong))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("id ", "url ", "event ", "deviceId ")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> gateway.account()
                        .putWebhook(GatewayWebhook.on("sms:sent", "https://example.com/" + "x".repeat(256))))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_webhook_is_deleted_by_its_id() {
        VENDOR.says(aResponse().withStatus(204));

        gateway.account().deleteWebhook("LreFUt-Z3sSq0JufY9uWB");

        VENDOR.got(deleteRequestedFor(urlEqualTo(BASE + "/webhooks/LreFUt-Z3sSq0JufY9uWB")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", ""})
    void an_id_that_could_climb_out_of_the_path_is_refused_before_any_request(String id) {
        assertThatThrownBy(() -> gateway.account().deleteWebhook(id)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> gateway.account().deleteDevice(id)).isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }
}
