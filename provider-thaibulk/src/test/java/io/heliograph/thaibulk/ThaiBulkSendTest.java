package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static io.heliograph.thaibulk.ThaiBulkVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.testkit.VendorServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to {@code POST /sms/send} for one recipient. */
class ThaiBulkSendTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));
    }

    @Test
    void a_send_is_one_post_with_the_key_in_its_own_header_and_json_both_ways() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withHeader("x-api-key", equalTo("me-sms-key-of-the-test"))
                .withHeader("Authorization", absent())
                .withHeader("Content-Type", matching("application/json(; ?charset=(?i)utf-8)?"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void the_least_request_has_exactly_the_documented_fields() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("sender", "content", "msisdns");
    }

    @Test
    void no_name_is_written_twice_and_the_key_of_the_send_stays_here() {
        VENDOR.trySend(request().text("Hi").idempotencyKey("order-1234").build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"sender":"ACME","content":"Hi","msisdns":["66812345678"]}""");
    }

    @ParameterizedTest
    @CsvSource({"+66812345678, 66812345678", "+66212345678, 66212345678"})
    void a_number_goes_out_without_its_plus(String e164, String written) {
        VENDOR.trySend(SendRequest.to(e164)
                .from("ACME")
                .text("Hi")
                .idempotencyKey("order-1234")
                .build());

        assertThat(VENDOR.sent()).containsEntry("msisdns", List.of(written));
    }

    @Test
    void a_scheduled_request_has_its_time_in_thailand_with_seconds_and_offset() {
        VENDOR.trySend(request().sendAt(Instant.parse("2026-06-01T03:00:00Z")).build());

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withRequestBody(equalToJson(fixture("send-scheduled.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("sender", "content", "msisdns", "scheduledTime");
    }

    /** {@code OffsetDateTime.toString} would omit the seconds of the first, and add a fraction to the third. */
    @ParameterizedTest
    @CsvSource({
        "2026-06-01T03:00:00Z,     2026-06-01T10:00:00+07:00",
        "2026-12-31T20:05:09Z,     2027-01-01T03:05:09+07:00",
        "2026-06-01T03:00:00.999Z, 2026-06-01T10:00:00+07:00",
        "9999-12-31T16:59:59Z,     9999-12-31T23:59:59+07:00"
    })
    void a_time_always_has_the_same_shape(Instant time, String written) {
        VENDOR.trySend(request().sendAt(time).build());

        assertThat(VENDOR.sent()).containsEntry("scheduledTime", written);
    }

    @Test
    void a_send_for_later_is_scheduled_unless_the_vendor_says_otherwise() {
        SendRequest later =
                request().sendAt(Instant.parse("2026-06-01T03:00:00Z")).build();

        assertThat(VendorServer.message(VENDOR.trySend(later)).status()).isEqualTo(Status.SCHEDULED);
        VENDOR.says(200, fixture("send-scheduled.reply.json"));
        assertThat(VendorServer.message(VENDOR.trySend(later)).rawStatus()).isEqualTo("scheduled");
        VENDOR.says(200, fixture("send-scheduled.reply.json").replace("scheduled", "sent"));
        assertThat(VendorServer.message(VENDOR.trySend(later)).status()).isEqualTo(Status.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "ACME-Shop_1", "A.B!C", "12 Monkeys", "A", "ABCDEFGHIJK"})
    void a_name_is_sent_as_it_is(String sender) {
        VENDOR.trySend(request().from(sender).build());

        assertThat(VENDOR.sent()).containsEntry("sender", sender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ก"})
    void the_longest_text_arrives_whole(String unit) {
        VENDOR.trySend(request().text(unit.repeat(1_000)).build());

        assertThat(VENDOR.sent()).containsEntry("content", unit.repeat(1_000));
    }
}
