package io.heliograph.nativehub;

import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.nativehub.NativeHubVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages and failures in the vendor's responses. */
class NativeHubReplyTest {
    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @Test
    void every_field_of_the_documented_answer_is_read_and_a_first_status_may_be_final() {
        Message message = VENDOR.accepted(200, fixture("send-full.reply.json"));

        assertThat(message.id()).isEqualTo(new MessageId("nativehub", "d4e5f6a7-b8c9-0123-def4-567890123456"));
        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(message.rawStatus()).isEqualTo("delivered");
        assertThat(message.from()).contains(Sender.of("+8801912345678"));
        assertThat(message.to()).contains(PhoneNumber.of("+8801712345678"));
        assertThat(message.segments()).hasValue(1);
        assertThat(message.price()).contains(new Money(new BigDecimal("0.05"), "XXX"));
        assertThat(message.fees()).isEmpty();
        assertThat(message.submittedAt()).contains(Instant.parse("2026-02-14T10:15:28Z"));
        assertThat(message.sentAt()).contains(Instant.parse("2026-02-14T10:15:30Z"));
        assertThat(message.deliveredAt()).contains(Instant.parse("2026-02-14T10:15:32Z"));
        assertThat(message.failure()).isEmpty();
        assertThat(message.recipients()).as("a batch id is no proof of a bulk").isEmpty();
    }

    @Test
    void the_currency_of_the_account_comes_from_the_settings() {
        VENDOR.says(200, fixture("send-full.reply.json"));

        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().currency("BDT").build())
                .build()) {
            assertThat(client.send(request().build()).price()).contains(new Money(new BigDecimal("0.05"), "BDT"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.03", "\"0.03\"", "3e-2", "null", "0"})
    void what_it_cost_the_vendor_is_cut_out_of_the_raw_answer(String cost) {
        String body = fixture("send-full.reply.json").replace("\"cost_price\": 0.03", "\"cost_price\": " + cost);

        Message message = VENDOR.accepted(200, body);

        assertThat(message.rawJson())
                .isEqualTo(fixture("send-full.reply.json").replace("\"cost_price\": 0.03", "\"cost_price\": null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\":0.03}", "[0.03]", "\"0.03 USD\""})
    void a_raw_answer_out_of_which_the_cost_cannot_be_cut_is_not_given_at_all(String cost) {
        Message message = VENDOR.accepted(200, """
                {"id":"m-1","status":"queued","cost_price":%s}""".formatted(cost));

        assertThat(message.id().value()).isEqualTo("m-1");
        assertThat(message.rawJson()).doesNotContain("0.03");
    }

    @Test
    void a_text_that_speaks_of_a_cost_price_stays_as_it_is() {
        String body = """
                {"id":"m-1","status":"queued","body":"{\\"cost_price\\": 0.03}"}""";

        assertThat(VENDOR.accepted(200, body).rawJson()).isEqualTo(body);
    }

    @Test
    void nulls_and_missing_fields_read_as_empty() {
        Message message = VENDOR.accepted(201, fixture("send-minimal.reply.json"));

        assertThat(message.id().value()).as("an id need not be a UUID").isEqualTo("msg_abc123def456");
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.price()).isEmpty();
        assertThat(message.to()).isEmpty();
        assertThat(message.segments()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.deliveredAt()).isEmpty();
        assertThat(message.failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pending,   QUEUED",
        "queued,    QUEUED",
        "submitted, SENT",
        "delivered, DELIVERED",
        "failed,    FAILED",
        "rejected,  REJECTED",
        "expired,   EXPIRED",
        "Delivered, DELIVERED"
    })
    void each_documented_status_has_its_own_meaning(String word, Status expected) {
        VENDOR.says(200, fixture("send-full.reply.json").replace("\"delivered\"", '"' + word + '"'));

        Message message = VENDOR.status("d4e5f6a7-b8c9-0123-def4-567890123456");

        assertThat(message.status()).isEqualTo(expected);
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "teleported", "undelivered", ""})
    void a_status_that_is_not_documented_is_kept_and_not_final(String word) {
        Message message = VENDOR.accepted(201, """
                {"id":"m-1","status":"%s"}""".formatted(word));

        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.status().isFinal()).isFalse();
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void a_2xx_with_a_rejected_message_is_no_success(int status) {
        Failure failure = VENDOR.refused(status, fixture("send-rejected.reply.json"));

        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(failure.code()).contains("INVALID_NUMBER");
        assertThat(failure.vendorText()).contains("Number is not in service");
        assertThat(failure.failover()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "rejected"})
    void a_failure_without_code_or_text_is_a_final_rejection_without_failover(String word) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(200, """
                {"id":"m-1","status":"%s"}""".formatted(word));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            assertThat(VendorServer.refusal(client.trySend(request().build())).type())
                    .isEqualTo(ErrorType.OTHER);
        }

        assertThat(second.sends()).as("it may be on a do-not-contact list").isZero();
    }

    @Test
    void an_expired_message_was_accepted() {
        Message message = VENDOR.accepted(200, """
                {"id":"m-1","status":"expired"}""");

        assertThat(message.status()).isEqualTo(Status.EXPIRED);
        assertThat(message.failure()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"id\":", "\"queued\"", "true"})
    void a_2xx_that_cannot_be_read_is_accepted_with_an_unknown_id(String body) {
        Message message = VENDOR.accepted(200, body);

        assertThat(message.id().isKnown()).isFalse();
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    static List<String> ids() {
        return List.of(
                "null",
                "\"\"",
                "{}",
                "[1]",
                '"' + "x".repeat(201) + '"',
                '"' + "x".repeat(5_000) + '"',
                "\"a\\u0000b\"");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void an_id_that_is_none_is_unknown_and_never_a_failure(String id) {
        Message message = VENDOR.accepted(200, """
                {"id":%s,"status":"queued"}""".formatted(id));

        assertThat(message.id().isKnown()).isFalse();
        assertThat(message.status()).isEqualTo(Status.QUEUED);
    }

    @ParameterizedTest
    @CsvSource({
        "12345, 12345",
        "'\"msg_1\"', msg_1",
        "'\"00000000-0000-0000-0000-000000000000\"', 00000000-0000-0000-0000-000000000000"
    })
    void an_id_is_kept_as_text_whatever_its_form(String json, String expected) {
        assertThat(VENDOR.accepted(200, """
                {"id":%s,"status":"queued"}""".formatted(json)).id().value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-14T10:15:32Z,          2026-02-14T10:15:32Z",
        "2026-02-14T10:15:32.123Z,      2026-02-14T10:15:32.123Z",
        "2026-02-14T16:15:32+06:00,     2026-02-14T10:15:32Z",
        "2026-02-14T10:15:32.5,         2026-02-14T10:15:32.500Z"
    })
    void a_time_is_read_with_any_offset_or_fraction(String vendors, Instant expected) {
        Message message =
                VENDOR.accepted(200, fixture("send-full.reply.json").replace("2026-02-14T10:15:32Z", vendors));

        assertThat(message.deliveredAt()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"m-1\",\"status\":\"queued\",\"delivered_at\":\"yesterday\",\"sent_at\":12,\"created_at\":{}}",
                "{\"id\":\"m-1\",\"status\":\"queued\",\"part_count\":\"many\",\"sell_price\":\"free\",\"to\":[],\"from\":{}}",
                "{\"id\":\"m-1\",\"status\":\"queued\",\"part_count\":1e99,\"sell_price\":1e9999,\"to\":\"?\",\"from\":\"\"}",
                "{\"id\":\"m-1\",\"status\":\"queued\",\"surprise\":{\"deep\":[[[]]]},\"is_encrypted\":\"maybe\"}"
            })
    void values_of_other_forms_read_as_empty(String body) {
        Message message = VENDOR.accepted(200, body);

        assertThat(message.id().value()).isEqualTo("m-1");
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.price()).isEmpty();
        assertThat(message.segments()).isEmpty();
        assertThat(message.to()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
    }

    @Test
    void a_price_keeps_every_digit() {
        Message message = VENDOR.accepted(200, """
                {"id":"m-1","status":"queued","sell_price":0.10000000000000000001}""");

        assertThat(message.price()).contains(new Money(new BigDecimal("0.10000000000000000001"), "XXX"));
    }

    @Test
    void nothing_that_it_prints_holds_number_text_or_cost() {
        VENDOR.says(200, fixture("send-full.reply.json"));

        String printed = VENDOR.trySend(request().build()).toString();

        assertThat(printed)
                .contains("nativehub:d4e5f6a7")
                .doesNotContain("8801712345678", "8801912345678", "OTP", "0.03");
    }
}
