package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to {@code POST /messages}. */
class AndroidGatewaySendTest {
    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));
    }

    @Test
    void a_send_is_one_post_with_user_and_password_and_json_both_ways() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages"))
                .withHeader("Authorization", equalTo("Basic QUJDREVGOmFiY2RlZmdoaWprbG1u"))
                .withHeader("Content-Type", matching("application/json(; ?charset=(?i)utf-8)?"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void a_password_may_have_colons() {
        send(VENDOR.door().username("sms").password("pa:ss:word"), request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages"))
                .withHeader("Authorization", equalTo("Basic c21zOnBhOnNzOndvcmQ=")));
    }

    @Test
    void the_least_request_has_exactly_the_documented_fields() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("id", "textMessage", "phoneNumbers");
    }

    @Test
    void the_full_request_has_exactly_the_documented_fields() {
        VENDOR.says(202, fixture("send-full.reply.json"));

        send(
                VENDOR.door().deviceId("PyDmBQZZXYmyxMwED8Fzy"),
                SendRequest.to("+1234567890")
                        .text("Your OTP is 1234")
                        .idempotencyKey("custom-id-123")
                        .validity(Duration.ofHours(1))
                        .build());

        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages"))
                .withRequestBody(equalToJson(fixture("send-full.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("id", "deviceId", "textMessage", "phoneNumbers", "ttl");
    }

    @Test
    void nothing_is_null_and_no_name_is_written_twice() {
        VENDOR.trySend(request().text("Hi").build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"id":"PyDmBQZZXYmyxMwED8Fzy","textMessage":{"text":"Hi"},"phoneNumbers":["+79990001234"]}""");
    }

    @ParameterizedTest
    @CsvSource({"PT5S, 5", "PT1H, 3600", "P1D, 86400", "PT2147483647S, 2147483647"})
    void a_validity_is_sent_as_ttl_in_seconds(Duration validity, int ttl) {
        VENDOR.trySend(request().validity(validity).build());

        assertThat(VENDOR.sent())
                .containsOnlyKeys("id", "textMessage", "phoneNumbers", "ttl")
                .containsEntry("ttl", ttl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyDmBQZZXYmyxMwED8Fzy", "x", "phone-1"})
    void a_pinned_phone_is_sent_as_device_id(String device) {
        send(VENDOR.door().deviceId(device), request().build());

        assertThat(VENDOR.sent())
                .containsOnlyKeys("id", "deviceId", "textMessage", "phoneNumbers")
                .containsEntry("deviceId", device);
    }

    @Test
    void a_schedule_is_sent_in_whole_seconds_of_utc() {
        Instant later = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MINUTES);
        VENDOR.trySend(request().sendAt(later.plusMillis(999)).build());

        assertThat(VENDOR.sent())
                .containsOnlyKeys("id", "textMessage", "phoneNumbers", "scheduleAt")
                .containsEntry("scheduleAt", later.toString());
        assertThat((String) VENDOR.sent().get("scheduleAt")).matches("[0-9-]{10}T[0-9]{2}:[0-9]{2}:00Z");
    }

    @Test
    void a_scheduled_message_is_scheduled_also_where_the_answer_cannot_be_read() {
        for (String body : List.of(fixture("send-minimal.reply.json"), "", "Accepted")) {
            VENDOR.says(202, body);
            SendOutcome outcome = VENDOR.trySend(
                    request().sendAt(Instant.now().plusSeconds(3_600)).build());
            assertThat(((SendOutcome.Accepted) outcome).message().status()).isEqualTo(Status.SCHEDULED);
        }
    }

    @Test
    void a_validation_that_is_switched_off_is_in_the_query_and_not_in_the_body() {
        send(VENDOR.door().skipPhoneValidation(true), request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages?skipPhoneValidation=true")));
        assertThat(VENDOR.sent()).containsOnlyKeys("id", "textMessage", "phoneNumbers");
    }

    @Test
    void an_active_phone_is_asked_for_in_the_query() {
        send(VENDOR.door().deviceActiveWithin(1), request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages?deviceActiveWithin=1")));
    }

    @Test
    void an_empty_device_id_is_the_same_as_none() {
        send(VENDOR.door().deviceId(""), request().build());

        assertThat(VENDOR.sent()).containsOnlyKeys("id", "textMessage", "phoneNumbers");
    }

    @Test
    void a_sender_is_not_sent_because_the_sim_card_is_it() {
        VENDOR.trySend(request().from("ACME").build());

        assertThat(VENDOR.sent()).containsOnlyKeys("id", "textMessage", "phoneNumbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "order_1234-x", "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"})
    void the_key_of_the_request_is_the_id_of_the_message(String key) {
        VENDOR.trySend(request().idempotencyKey(key).build());

        assertThat(VENDOR.sent()).containsEntry("id", key);
    }

    @Test
    void a_generated_key_fits_what_the_server_takes_and_is_new_each_time() {
        SendRequest first = SendRequest.to("+79990001234").text("Hi").build();
        SendRequest second = SendRequest.to("+79990001234").text("Hi").build();

        VENDOR.trySend(first);

        assertThat(VENDOR.sent()).containsEntry("id", first.key().value());
        assertThat(first.key().value())
                .matches("[A-Za-z0-9_-]{1,36}")
                .isNotEqualTo(second.key().value());
    }

    private static void send(AndroidGateway.Builder door, SendRequest request) {
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(door.build())
                .build()) {
            assertThat(client.trySend(request)).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void the_longest_text_arrives_whole() {
        String text = "ก".repeat(10_000);

        VENDOR.trySend(request().text(text).build());

        assertThat(VENDOR.sent()).containsEntry("textMessage", Map.of("text", text));
    }
}
