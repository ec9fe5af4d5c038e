package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.LimitScope;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway's options of a provider-independent request. */
class AndroidGatewayOptionsTest {
    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));
    }

    private static SendRequest.Builder withAll(SendRequest.Builder request) {
        return request.option(AndroidGatewayOptions.DEVICE_ID, "PyDmBQZZXYmyxMwED8Fzy")
                .option(AndroidGatewayOptions.SIM_NUMBER, 1)
                .option(AndroidGatewayOptions.WITH_DELIVERY_REPORT, false)
                .option(AndroidGatewayOptions.PRIORITY, 100)
                .option(AndroidGatewayOptions.SKIP_PHONE_VALIDATION, true)
                .option(AndroidGatewayOptions.DEVICE_ACTIVE_WITHIN, 12);
    }

    /** All defaults differ from what {@link #withAll} sets. */
    private static AndroidGateway.Builder otherDefaults() {
        return VENDOR.door()
                .deviceId("phone-1")
                .simNumber(2)
                .withDeliveryReport(true)
                .priority(-7)
                .skipPhoneValidation(false)
                .deviceActiveWithin(99);
    }

    private static SmsClient client(AndroidGateway.Builder gateway) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(gateway.build())
                .build();
    }

    @Test
    void a_request_with_all_options_has_exactly_the_documented_fields_and_its_query() {
        Instant later = Instant.now().plusSeconds(1_800);
        SendRequest request = withAll(SendRequest.to("+79990001234"))
                .text("Your OTP is 1234")
                .idempotencyKey("order-1234")
                .validity(Duration.ofHours(1))
                .sendAt(later)
                .build();

        try (SmsClient client = client(otherDefaults())) {
            client.trySend(request);
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages?skipPhoneValidation=true&deviceActiveWithin=12"))
                .withRequestBody(equalToJson(
                        fixture("gateway-full.request.json").replace("SCHEDULE", AndroidGatewayWire.time(later)),
                        false,
                        false)));
    }

    @Test
    void a_bulk_send_has_them_too() {
        try (SmsClient client = client(VENDOR.door())) {
            client.bulk(BulkRequest.to(
                    Stream.of("+79990001234", "+79990001235"),
                    content -> withAll(content).text("Your OTP is 1234")));
        }

        assertThat(VENDOR.sent())
                .containsEntry("priority", 100)
                .containsEntry("simNumber", 1)
                .containsEntry("withDeliveryReport", false)
                .containsEntry("deviceId", "PyDmBQZZXYmyxMwED8Fzy");
        assertThat(VENDOR.onlyRequest().getUrl()).endsWith("?skipPhoneValidation=true&deviceActiveWithin=12");
    }

    @Test
    void what_a_request_does_not_set_comes_from_the_settings() {
        try (SmsClient client = client(otherDefaults())) {
            client.trySend(request().option(AndroidGatewayOptions.PRIORITY, 0).build());
        }

        assertThat(VENDOR.sent())
                .containsEntry("priority", 0)
                .containsEntry("simNumber", 2)
                .containsEntry("withDeliveryReport", true)
                .containsEntry("deviceId", "phone-1");
        assertThat(VENDOR.onlyRequest().getUrl()).endsWith("/messages?deviceActiveWithin=99");
    }

    @Test
    void a_request_can_turn_off_what_a_setting_turns_on() {
        try (SmsClient client = client(VENDOR.door().skipPhoneValidation(true).withDeliveryReport(true))) {
            client.trySend(request()
                    .option(AndroidGatewayOptions.SKIP_PHONE_VALIDATION, false)
                    .option(AndroidGatewayOptions.WITH_DELIVERY_REPORT, false)
                    .build());
        }

        assertThat(VENDOR.sent()).containsEntry("withDeliveryReport", false);
        assertThat(VENDOR.onlyRequest().getUrl()).endsWith("/messages");
    }

    @Test
    void binary_messages_have_the_defaults_of_the_settings() {
        AndroidGateway gateway = otherDefaults().build();

        gateway.send(GatewayMessage.data(new byte[] {1}, 1)
                .to("+79990001234")
                .priority(5)
                .build());

        assertThat(VENDOR.sent()).containsEntry("priority", 5).containsEntry("simNumber", 2);
        gateway.provider().close();
    }

    @ParameterizedTest
    @CsvSource({
        "priority,             128, is 128; it must be a whole number from -128 to 127",
        "priority,            -129, is -129; it must be a whole number from -128 to 127",
        "sim-number,             0, is 0; it must be a whole number from 1 to 3",
        "sim-number,             4, is 4; it must be a whole number from 1 to 3",
        "device-active-within,   0, is 0; it must be a whole number from 1 to 2147483647"
    })
    void a_number_that_the_server_refuses_is_a_violation(String name, int value, String problem) {
        assertThatThrownBy(() -> request().option(number(name), value).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("androidgateway." + name + " " + problem);
    }

    private static VendorOption<Integer> number(String name) {
        return switch (name) {
            case "priority" -> AndroidGatewayOptions.PRIORITY;
            case "sim-number" -> AndroidGatewayOptions.SIM_NUMBER;
            default -> AndroidGatewayOptions.DEVICE_ACTIVE_WITHIN;
        };
    }

    @Test
    void a_device_id_of_22_characters_is_a_violation_that_hides_it() {
        assertThatThrownBy(() -> request()
                        .option(AndroidGatewayOptions.DEVICE_ID, "x".repeat(22))
                        .build())
                .hasMessageStartingWith("androidgateway.device-id is 22 letters; it must be 1 to 21 characters")
                .hasMessageNotContaining("xxx");
    }

    /** A server looks for active phones; a phone that is asked directly is the phone. */
    @Test
    void a_plan_names_what_a_phone_that_is_asked_directly_ignores() {
        SendRequest request = withAll(request()).from("ACME").tag("otp").build();
        try (SmsClient server = client(VENDOR.door());
                SmsClient phone = client(VENDOR.door().baseUrl(VENDOR.url()))) {
            assertThat(server.plan(request).ignoredBy("androidgateway")).containsExactly("from", "tag");
            assertThat(phone.plan(request).ignoredBy("androidgateway"))
                    .containsExactly("from", "tag", "androidgateway.device-active-within");
        }
    }

    @ParameterizedTest
    @CsvSource({"phone-1, phone-1, ACCOUNT", "phone-1, phone-2, SENDER", "'', phone-2, SENDER"})
    void the_full_queue_of_another_phone_is_a_limit_of_that_phone(String pinned, String asked, LimitScope scope) {
        VENDOR.says(503, error("failed to enqueue message: queue limits exceeded: too many failed messages"));
        try (SmsClient client = client(VENDOR.door().deviceId(pinned))) {
            Failure failure = VendorServer.refusal(client.trySend(
                    request().option(AndroidGatewayOptions.DEVICE_ID, asked).build()));

            assertThat(failure.scope()).isEqualTo(scope);
        }
    }
}
