package io.heliograph.wavix;

import static io.heliograph.wavix.WavixVendor.fixture;
import static io.heliograph.wavix.WavixVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of the vendor's responses. */
class WavixReplyTest {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @Test
    void every_field_of_the_documented_answer_to_a_send_is_read() {
        Message message = VENDOR.accepted(201, fixture("send-full.reply.json"));

        assertThat(message.id().provider()).isEqualTo("wavix");
        assertThat(message.id().value()).isEqualTo("abc123de-4567-890f-gh12-ijklmnop3456");
        assertThat(message.rawStatus()).isEqualTo("accepted");
        assertThat(message.from()).contains(Sender.of("Sender"));
        assertThat(message.to()).contains(PhoneNumber.of("+15551234567"));
        assertThat(message.segments()).hasValue(1);
        assertThat(message.price()).contains(new Money(new BigDecimal("0.0"), "USD"));
        assertThat(message.fees()).contains(new Money(new BigDecimal("0.0"), "USD"));
        assertThat(message.tag()).contains("campaign_test");
        assertThat(message.submittedAt()).contains(Instant.parse("2025-09-22T09:07:53Z"));
        assertThat(message.sentAt()).contains(Instant.parse("2024-05-28T12:34:54Z"));
        assertThat(message.deliveredAt()).contains(Instant.parse("2024-05-28T12:34:56Z"));
        assertThat(message.failure()).isEmpty();
        assertThat(message.rawJson()).isEqualTo(fixture("send-full.reply.json"));
    }

    @Test
    void the_state_comes_from_the_status_alone_whatever_the_times_say() {
        assertThat(VENDOR.accepted(201, fixture("send-full.reply.json")).status())
                .isEqualTo(Status.QUEUED);
    }

    @Test
    void nulls_of_the_documented_answer_read_as_empty() {
        Message message = VENDOR.accepted(201, fixture("send-minimal.reply.json"));

        assertThat(message.id().value()).isEqualTo("871b4eeb-f798-4105-be23-32df9e991456");
        assertThat(message.price()).contains(new Money(new BigDecimal("0.0475"), "USD"));
        assertThat(message.fees()).isEmpty();
        assertThat(message.tag()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.deliveredAt()).isEmpty();
        assertThat(message.failure()).isEmpty();
    }

    /** The vendor's eight statuses, as its OpenAPI document explains them. */
    @ParameterizedTest
    @CsvSource({
        "accepted,    QUEUED",
        "pending,     QUEUED",
        "sent,        SENT",
        "delivered,   DELIVERED",
        "undelivered, UNDELIVERED",
        "expired,     EXPIRED",
        "rejected,    REJECTED",
        "dlr_expired, UNCONFIRMED"
    })
    void each_documented_status_has_its_own_meaning(String word, Status expected) {
        VENDOR.says(200, fixture("status-delivered.reply.json").replace("\"delivered\"", '"' + word + '"'));

        Message message = VENDOR.status("3a525ca2-6909-4c72-9399-905adf7f3a74");

        assertThat(message.status()).isEqualTo(expected);
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"teleported", "queued", "failed", "dlr-expired"})
    void a_status_that_is_not_documented_is_kept_and_not_final(String word) {
        Message message = VENDOR.accepted(201, """
                {"message_id":"m-1","status":"%s"}""".formatted(word));

        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.status().isFinal()).isFalse();
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @Test
    void a_missing_receipt_is_no_failure_and_never_asks_another_provider() {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(201, fixture("send-minimal.reply.json").replace("\"accepted\"", "\"dlr_expired\""));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            assertThat(client.send(request().build()).status()).isEqualTo(Status.UNCONFIRMED);
        }

        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-28T12:34:56Z,          2024-05-28T12:34:56Z",
        "2022-04-14T13:51:16.096Z,      2022-04-14T13:51:16.096Z",
        "2025-09-22T09:07:53,           2025-09-22T09:07:53Z",
        "2025-09-22T09:07:53.5,         2025-09-22T09:07:53.500Z",
        "2025-09-22T09:07:53+07:00,     2025-09-22T02:07:53Z",
        "2025-09-22T09:07:53.096-05:30, 2025-09-22T14:37:53.096Z"
    })
    void each_shape_of_time_is_read_and_no_zone_is_utc(String written, Instant expected) {
        Message message = VENDOR.accepted(201, """
                {"submitted_at":"%1$s","sent_at":"%1$s","delivered_at":"%1$s"}""".formatted(written));

        assertThat(message.submittedAt()).contains(expected);
        assertThat(message.sentAt()).contains(expected);
        assertThat(message.deliveredAt()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "\"yesterday\"", "1653741296", "null", "{}", "[]", "true", "\"2024-02-31T00:00:00Z\""})
    void a_time_that_is_none_reads_as_empty(String written) {
        Message message = VENDOR.accepted(201, """
                {"message_id":"m-1","submitted_at":%1$s,"sent_at":%1$s,"delivered_at":%1$s}""".formatted(written));

        assertThat(message.id().value()).isEqualTo("m-1");
        assertThat(message.submittedAt()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.deliveredAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"0.0475\"', 0.0475",
        "'0.0475',     0.0475",
        "'\"0.0\"',    0.0",
        "'0',          0",
        "'\"12.50\"',  12.50",
        "'12.50',      12.50"
    })
    void money_is_read_from_text_and_from_numbers_to_the_last_digit(String written, BigDecimal expected) {
        Message message = VENDOR.accepted(201, """
                {"charge":%1$s,"carrier_fees":%1$s}""".formatted(written));

        assertThat(message.price()).contains(new Money(expected, "USD"));
        assertThat(message.fees()).contains(new Money(expected, "USD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"free\"", "{}", "[]", "false", "1e999999999", "\"0.01 USD\""})
    void money_that_is_no_number_reads_as_empty(String written) {
        Message message = VENDOR.accepted(201, """
                {"message_id":"m-1","charge":%1$s,"carrier_fees":%1$s}""".formatted(written));

        assertThat(message.id().value()).isEqualTo("m-1");
        assertThat(message.price()).isEmpty();
        assertThat(message.fees()).isEmpty();
    }

    @Test
    void charge_and_carrier_fees_are_never_added_up() {
        Message message = VENDOR.accepted(201, """
                {"charge":"0.0475","carrier_fees":"0.003"}""");

        assertThat(message.price()).contains(new Money(new BigDecimal("0.0475"), "USD"));
        assertThat(message.fees()).contains(new Money(new BigDecimal("0.003"), "USD"));
    }

    @ParameterizedTest
    @CsvSource({"'\"2\"', 2", "'2', 2", "'2.0', 2"})
    void segments_are_read_from_text_and_from_numbers(String written, int expected) {
        assertThat(VENDOR.accepted(201, """
                        {"segments":%s}""".formatted(written)).segments()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"two\"", "1.5", "99999999999", "[1]", "{}", "true"})
    void segments_that_are_no_whole_number_read_as_empty(String written) {
        assertThat(VENDOR.accepted(201, """
                        {"segments":%s}""".formatted(written)).segments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"447537151866\"", "\"+447537151866\"", "447537151866"})
    void a_number_is_the_same_with_and_without_its_plus(String written) {
        Message message = VENDOR.accepted(201, """
                {"to":%1$s,"from":%1$s}""".formatted(written));

        assertThat(message.to()).contains(PhoneNumber.of("+447537151866"));
        assertThat(message.from()).contains(Sender.of("+447537151866"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sender", "Wavix", "Sender ID.", "12345", "4 You"})
    void a_name_or_short_code_stays_as_it_is(String sender) {
        assertThat(VENDOR.accepted(201, """
                        {"from":"%s"}""".formatted(sender)).from()).contains(Sender.of(sender));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"not a number at all\"", "[]", "{}", "true"})
    void a_recipient_that_is_no_number_reads_as_empty(String written) {
        Message message = VENDOR.accepted(201, """
                {"message_id":"m-1","to":%s}""".formatted(written));

        assertThat(message.id().value()).isEqualTo("m-1");
        assertThat(message.to()).isEmpty();
    }

    @Test
    void an_id_that_is_a_number_is_kept_as_its_text() {
        assertThat(VENDOR.accepted(201, """
                        {"message_id":10000000000000000001,"status":"accepted"}""").id().value()).isEqualTo("10000000000000000001");
    }

    @Test
    void unknown_fields_are_left_aside_and_kept_in_the_raw_answer() {
        String body = """
                {"message_id":"m-1","status":"sent","mnc":"024","new":{"deep":[1,{"er":null}]},"newer":[[]]}""";

        Message message = VENDOR.accepted(201, body);

        assertThat(message.id().value()).isEqualTo("m-1");
        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.rawJson()).isEqualTo(body);
    }

    static List<String> unreadable() {
        return List.of(
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"accepted\"",
                "{\"message_id\":",
                "{\"message_id\":\"m-1\",\"status\":\"rejec",
                "[".repeat(5_000),
                "{}",
                "{\"success\":true,\"message\":\"queued\"}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_2xx_that_cannot_be_read_is_accepted_with_its_id_unknown(String body) {
        Message message = VENDOR.accepted(201, body);

        assertThat(message.id().provider()).isEqualTo("wavix");
        assertThat(message.id().isKnown()).isFalse();
        assertThat(message.status().isFinal()).isFalse();
    }

    @Test
    void an_id_of_absurd_length_leaves_the_message_accepted() {
        assertThat(VENDOR.accepted(201, """
                        {"message_id":"%s","status":"accepted"}""".formatted("x".repeat(300))).status())
                .isEqualTo(Status.QUEUED);
    }

    @Test
    void a_201_that_is_rejected_was_not_sent() {
        assertThat(VENDOR.refused(201, """
                        {"message_id":"m-1","status":"rejected","error_message":null}""").type()).isEqualTo(ErrorType.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"undelivered, UNDELIVERED", "expired, EXPIRED"})
    void a_201_that_has_ended_otherwise_was_taken(String word, Status status) {
        assertThat(VENDOR.accepted(201, """
                        {"message_id":"m-1","status":"%s","error_message":null}""".formatted(word)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Unsubscribed recipient"})
    void an_error_text_without_a_failed_status_is_no_failure(String text) {
        Message message = VENDOR.accepted(201, """
                {"message_id":"m-1","status":"sent","error_message":"%s"}""".formatted(text));

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.failure()).isEmpty();
    }
}
