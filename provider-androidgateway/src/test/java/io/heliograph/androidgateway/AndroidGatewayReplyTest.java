package io.heliograph.androidgateway;

import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parsing of the gateway's responses. */
class AndroidGatewayReplyTest {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @Test
    void the_documented_answer_to_a_send_is_read() {
        Message message = VENDOR.accepted(202, fixture("send-minimal.reply.json"));

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.rawStatus()).isEqualTo("Pending");
        assertThat(message.to()).contains(PhoneNumber.of("+79990001234"));
        assertThat(message.submittedAt()).contains(Instant.parse("2026-08-22T10:15:30Z"));
        assertThat(message.rawJson()).isEqualTo(fixture("send-minimal.reply.json"));
    }

    @Test
    void what_a_phone_does_not_know_is_empty() {
        Message message = VENDOR.accepted(202, fixture("send-minimal.reply.json"));

        assertThat(message.from()).isEmpty();
        assertThat(message.segments()).isEmpty();
        assertThat(message.price()).isEmpty();
        assertThat(message.fees()).isEmpty();
        assertThat(message.tag()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.deliveredAt()).isEmpty();
        assertThat(message.failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Pending,    QUEUED",
        "Processed,  SUBMITTED",
        "Sent,       SENT",
        "Delivered,  DELIVERED",
        "Failed,     FAILED",
        "Cancelling, CANCELLING",
        "Cancelled,  CANCELLED"
    })
    void each_documented_state_has_its_own_meaning(String word, Status expected) {
        Message message = status("""
                {"state":"%1$s","recipients":[{"phoneNumber":"+79990001234","state":"%1$s"}]}""".formatted(word));

        assertThat(message.status()).isEqualTo(expected);
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Teleported", "Expired"})
    void a_state_that_is_not_documented_is_kept_and_not_final(String word) {
        Message message = VENDOR.accepted(202, """
                {"state":"%1$s","recipients":[{"phoneNumber":"+79990001234","state":"%1$s"}]}""".formatted(word));

        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.status().isFinal()).isFalse();
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    /** The message's state is an aggregate, which can be Sent after a failure; the recipient's state can lag too. */
    @ParameterizedTest
    @CsvSource({
        "Sent,       Failed,     FAILED",
        "Sent,       Delivered,  DELIVERED",
        "Processed,  Sent,       SENT",
        "Sent,       Cancelled,  CANCELLED",
        "Failed,     Pending,    FAILED",
        "Sent,       Pending,    SENT",
        "Delivered,  Pending,    DELIVERED",
        "Cancelling, Pending,    CANCELLING",
        "Processed,  Pending,    SUBMITTED",
        "Pending,    Pending,    QUEUED"
    })
    void the_recipient_decides_unless_it_lags_behind(String whole, String recipient, Status expected) {
        Message message = status("""
                {"state":"%s","recipients":[{"phoneNumber":"+79990001234","state":"%s"}]}""".formatted(whole, recipient));

        assertThat(message.status()).isEqualTo(expected);
    }

    @Test
    void a_failed_recipient_of_a_sent_message_says_why() {
        Message message = status("""
                {"state":"Sent","recipients":[{"phoneNumber":"+79990001234","state":"Failed",\
                "error":"sendSMS: Invalid phone number"}]}""");

        assertThat(message.status()).isEqualTo(Status.FAILED);
        assertThat(message.rawStatus()).isEqualTo("Failed");
        Failure failure = message.failure().orElseThrow();
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(failure.vendorText()).contains("sendSMS: Invalid phone number");
    }

    /**
     * The app reports "Delivered" for each TP-Status up to 31, but only 0 is "received by the SME"; 1 is "forwarded, unable
     * to confirm delivery", 2 "replaced by the SC", the others are reserved or the SC's own (3GPP TS 23.040, 9.2.3.15).
     */
    @ParameterizedTest
    @CsvSource({
        "Delivery result from SC +79990000001: 1, UNCONFIRMED",
        "Delivery result from SC +79990000001: 2, UNCONFIRMED",
        "Delivery result from SC null: 31, UNCONFIRMED",
        "Delivery result from SC +79990000001: 10, UNCONFIRMED",
        "something new, UNCONFIRMED",
        "Delivery result from SC +79990000001: 0, DELIVERED",
        "'', DELIVERED"
    })
    void a_delivery_with_another_result_than_received_is_not_confirmed(String error, Status expected) {
        Message message = status("""
                {"state":"Delivered","recipients":[{"phoneNumber":"+79990001234","state":"Delivered","error":"%s"}],\
                "states":{"Sent":"2026-08-22T10:15:43Z","Delivered":"2026-08-22T10:15:50Z"}}""".formatted(error));

        assertThat(message.status()).isEqualTo(expected);
        assertThat(message.rawStatus()).isEqualTo("Delivered");
        assertThat(message.deliveredAt().isPresent()).isEqualTo(expected == Status.DELIVERED);
        assertThat(message.failure()).isEmpty();
    }

    @Test
    void one_recipient_without_confirmation_makes_the_whole_unconfirmed() {
        Message message = status("""
                {"state":"Delivered","recipients":[{"phoneNumber":"+79990001234","state":"Delivered"},\
                {"phoneNumber":"+79990001235","state":"Delivered","error":"Delivery result from SC 1: 1"}]}""");

        assertThat(message.status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(message.recipients())
                .extracting(RecipientStatus::status)
                .containsExactly(Status.DELIVERED, Status.UNCONFIRMED);
    }

    @Test
    void a_message_to_several_reads_as_the_whole_and_names_nobody() {
        Message message = status("""
                {"state":"Sent","recipients":[{"phoneNumber":"+79990001234","state":"Failed","error":"x"},\
                {"phoneNumber":"+79990001235","state":"Delivered"}]}""");

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.to()).isEmpty();
        assertThat(message.failure()).isEmpty();
    }

    @Test
    void times_come_from_the_history_of_states() {
        Message message = status(fixture("status-delivered.reply.json"));

        assertThat(message.submittedAt()).contains(Instant.parse("2026-08-22T10:15:30Z"));
        assertThat(message.sentAt()).contains(Instant.parse("2026-08-22T10:15:43.096Z"));
        assertThat(message.deliveredAt()).contains(Instant.parse("2026-08-22T10:15:50Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-22T10:15:30Z,             2026-08-22T10:15:30Z",
        "2026-08-22T10:15:30.096Z,         2026-08-22T10:15:30.096Z",
        "2026-08-22T10:15:30.123456789Z,   2026-08-22T10:15:30.123456789Z",
        "2026-08-22T17:15:30+07:00,        2026-08-22T10:15:30Z",
        "2026-08-22T17:15:30.096+07:00,    2026-08-22T10:15:30.096Z"
    })
    void each_shape_of_time_is_read(String written, Instant expected) {
        Message message = status("""
                {"state":"Delivered","states":{"Pending":"%1$s","Sent":"%1$s","Delivered":"%1$s"}}""".formatted(written));

        assertThat(message.submittedAt()).contains(expected);
        assertThat(message.sentAt()).contains(expected);
        assertThat(message.deliveredAt()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"soon\"", "5", "[]", "{}"})
    void a_time_that_is_none_reads_as_empty(String written) {
        Message message = status("""
                {"state":"Sent","states":{"Pending":%1$s,"Sent":%1$s,"Delivered":%1$s}}""".formatted(written));

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.submittedAt()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.deliveredAt()).isEmpty();
    }

    @Test
    void a_hashed_message_has_its_state_and_no_number() {
        Message message = status(fixture("status-hashed.reply.json"));

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.to()).isEmpty();
        assertThat(message.sentAt()).contains(Instant.parse("2026-08-22T10:15:43.096Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  62d17792b45c5307",
        "true,  1234567890123456",
        "true,  +79990001234",
        "false, 62d17792b45c5307",
        "false, 1234567890123456",
        "false, $aes-256-cbc/pbkdf2-sha1$i=75000$AAECAwQFBgcICQoLDA0ODw==$xriAQOyzxRVl0uWWPrPWOw=="
    })
    void a_hash_or_a_cipher_is_no_number(boolean hashed, String written) {
        Message message = status("""
                {"state":"Sent","isHashed":%s,"recipients":[{"phoneNumber":"%s","state":"Sent"}]}""".formatted(hashed, written));

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.to()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"79990001234\"", "\"+79990001234\"", "79990001234"})
    void a_number_is_the_same_with_and_without_its_plus(String written) {
        assertThat(status("""
                        {"recipients":[{"phoneNumber":%s,"state":"Sent"}]}""".formatted(written)).to()).contains(PhoneNumber.of("+79990001234"));
    }

    @Test
    void the_answer_of_a_phone_is_read() {
        Message message = status(fixture("status-local.reply.json"));

        assertThat(message.status()).isEqualTo(Status.SUBMITTED);
        assertThat(message.to()).contains(PhoneNumber.of("+79990001234"));
        assertThat(message.submittedAt()).contains(Instant.parse("2026-08-22T10:15:30.096Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "\"x\"", "5", "[null]", "[\"+79990001234\"]", "[{}]", "[null,null]"})
    void odd_recipients_leave_the_state_of_the_whole(String recipients) {
        Message message = VENDOR.accepted(202, """
                {"state":"Processed","recipients":%s}""".formatted(recipients));

        assertThat(message.status()).isEqualTo(Status.SUBMITTED);
        assertThat(message.to()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":\"Sent\",\"states\":[]}",
                "{\"state\":\"Sent\",\"states\":null,\"isHashed\":null}",
                "{\"state\":\"Sent\",\"isHashed\":\"maybe\",\"isEncrypted\":5,\"textMessage\":\"text\"}",
                "{\"state\":\"Sent\",\"new\":{\"deep\":[1,{\"er\":null}]},\"newer\":[[]]}",
                "{\"state\":\"Sent\",\"states\":{\"Teleported\":\"2026-08-22T10:15:30Z\"}}"
            })
    void missing_odd_and_unknown_fields_change_nothing_else(String body) {
        Message message = VENDOR.accepted(202, body);

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
                "\"queued\"",
                "Accepted",
                "{\"id\":",
                "{\"state\":\"Failed\",\"recip",
                "[".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_202_that_cannot_be_read_is_accepted_under_the_key_of_the_request(String body) {
        Message message = VENDOR.accepted(202, body);

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void any_2xx_takes_the_message(int status) {
        assertThat(VENDOR.accepted(status, "").id()).isEqualTo(new MessageId("androidgateway", ID));
    }

    @Test
    void a_202_that_has_failed_already_was_not_sent() {
        Failure failure = VENDOR.refused(202, fixture("send-failed.reply.json"));

        assertThat(failure.vendorText()).contains("Send result: RESULT_ERROR_GENERIC_FAILURE");
        assertThat(failure.failover()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "phone-errors.tsv", delimiter = '\t', numLinesToSkip = 1, quoteCharacter = '`')
    void what_the_phone_says_in_a_202_has_its_meaning(
            String error, ErrorType type, boolean failover, boolean retryable) {
        Failure failure = VENDOR.refused(
                202, fixture("send-failed.reply.json").replace("Send result: RESULT_ERROR_GENERIC_FAILURE", error));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.retryable()).as("retryable").isEqualTo(retryable);
        assertThat(failure.vendorText()).contains(error);
    }

    @Test
    void a_message_that_ran_out_of_time_on_the_phone_failed() {
        Message message = status(
                fixture("send-failed.reply.json").replace("Send result: RESULT_ERROR_GENERIC_FAILURE", "TTL expired"));

        assertThat(message.status()).isEqualTo(Status.FAILED);
        assertThat(message.failure().orElseThrow().vendorText()).contains("TTL expired");
        assertThat(message.failure().orElseThrow().retryable()).isFalse();
    }

    private static Message status(String body) {
        VENDOR.says(200, body);
        return VENDOR.status(ID);
    }
}
