package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkVendor.RECIPIENTS;
import static io.heliograph.thaibulk.ThaiBulkVendor.UUID;
import static io.heliograph.thaibulk.ThaiBulkVendor.error;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.error.CredentialsException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /sms/{uuid}}, and {@code GET /sms/{uuid}/recipients} if that isn't enough. */
class ThaiBulkStatusTest {
    private static final String ONE = "/sms/" + UUID;

    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @Test
    void a_message_to_one_has_its_recipients_status_and_number() {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json"));
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-one.reply.json"));

        Message message = VENDOR.status();

        assertThat(message.id()).isEqualTo(ThaiBulkVendor.ID);
        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(message.rawStatus()).isEqualTo("success");
        assertThat(message.to()).contains(PhoneNumber.of("+66812345678"));
        assertThat(message.from()).contains(Sender.of("ACME"));
        assertThat(message.recipients()).isEmpty();
        assertThat(message.rawJson()).isEqualTo(fixture("recipients-one.reply.json"));
        assertThat(VENDOR.asked()).containsExactly("GET " + ONE, "GET " + RECIPIENTS + "0");
        assertThat(VENDOR.requests()).allSatisfy(loggedRequest -> {
            assertThat(loggedRequest.getHeader("x-api-key")).isEqualTo(ThaiBulkVendor.KEY);
            assertThat(loggedRequest.getBody()).isEmpty();
        });
    }

    /** The vendor's seven statuses of a recipient; a timeout isn't a failure, and no reason for a retry. */
    @ParameterizedTest
    @CsvSource({
        "pending, QUEUED,      false, ",
        "success, DELIVERED,   true,  ",
        "failed,  UNDELIVERED, true,  OTHER",
        "invalid, REJECTED,    true,  INVALID_RECIPIENT",
        "blocked, REJECTED,    true,  RECIPIENT_BLOCKED",
        "expired, EXPIRED,     true,  OTHER",
        "timeout, UNCONFIRMED, true,  "
    })
    void each_word_for_a_recipient_has_its_meaning(String word, Status status, boolean isFinal, ErrorType failure) {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json"));
        VENDOR.says(
                RECIPIENTS + "0", 200, fixture("recipients-one.reply.json").replace("\"success\"", '"' + word + '"'));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(status);
        assertThat(message.rawStatus()).isEqualTo(word);
        assertThat(message.status().isFinal()).isEqualTo(isFinal);
        assertThat(message.failure().map(rejection -> rejection.type()).orElse(null))
                .isEqualTo(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "delivered", "queued"})
    void a_recipients_word_that_is_not_documented_is_kept_and_not_final(String word) {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json"));
        VENDOR.says(
                RECIPIENTS + "0", 200, fixture("recipients-one.reply.json").replace("\"success\"", '"' + word + '"'));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    /** The vendor's five statuses of a message; sent isn't delivered. The recipients have no status here. */
    @ParameterizedTest
    @CsvSource({
        "sent,      SENT,      2",
        "failed,    FAILED,    2",
        "pending,   QUEUED,    2",
        "scheduled, SCHEDULED, 1",
        "cancelled, CANCELLED, 1",
        "processing, UNKNOWN,  2"
    })
    void each_word_for_a_message_has_its_meaning(String word, Status status, int requests) {
        VENDOR.says(200, "{}");
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json").replace("\"sent\"", '"' + word + '"'));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(status);
        assertThat(message.rawStatus()).isEqualTo(word);
        assertThat(message.failure().isPresent()).isEqualTo(status == Status.FAILED);
        assertThat(VENDOR.requests()).hasSize(requests);
    }

    @ParameterizedTest
    @CsvSource({"success, DELIVERED", "timeout, UNCONFIRMED", "blocked, REJECTED"})
    void the_counts_of_one_recipient_need_no_second_question(String word, Status status) {
        VENDOR.says(ONE, 200, """
                {"status":"sent","sender":"ACME","drSummary":{"%s":1,"pending":0,"total":1}}""".formatted(word));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(status);
        assertThat(message.rawStatus()).isEqualTo(word);
        assertThat(message.from()).contains(Sender.of("ACME"));
        assertThat(VENDOR.asked()).containsExactly("GET " + ONE);
    }

    /** The vendor may count only recipients with a final status: one count isn't the status of all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"recipientCount\":3,\"drSummary\":{\"success\":1}",
                "\"totalRecipients\":3,\"drSummary\":{\"success\":1}",
                "\"drSummary\":{\"success\":1,\"total\":3}",
                "\"drSummary\":{\"success\":1}",
                "\"recipientCount\":3,\"drSummary\":[{\"status\":\"success\",\"count\":1}]",
                "\"drSummary\":[{\"status\":\"success\",\"count\":1},{\"status\":\"total\",\"count\":3}]"
            })
    void one_count_without_a_word_that_there_is_one_recipient_asks_the_recipients(String counts) {
        VENDOR.says(ONE, 200, "{\"status\":\"sent\",%s}".formatted(counts));
        VENDOR.says(RECIPIENTS + "0", 200, """
                {"recipients":[{"msisdn":"66812345678","status":"success"},{"msisdn":"66898765432","status":"pending"},\
                {"msisdn":"66898765433","status":"failed"}],"hasMore":false}""");

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.recipients())
                .extracting(RecipientStatus::status)
                .containsExactly(Status.DELIVERED, Status.QUEUED, Status.UNDELIVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recipients\":[{\"msisdn\":\"66812345678\",\"status\":\"success\"}],\"hasMore\":false,\"summary\":["
                        + "{\"status\":\"success\",\"count\":1},{\"status\":\"pending\",\"count\":2}]}",
                "{\"data\":{\"recipients\":[{\"msisdn\":\"66812345678\",\"status\":\"success\"}],\"summary\":["
                        + "{\"status\":\"success\",\"count\":3}]}}"
            })
    void one_row_of_several_recipients_is_not_the_whole(String recipients) {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json"));
        VENDOR.says(RECIPIENTS + "0", 200, recipients);

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.recipients()).isEmpty();
    }

    @Test
    void one_row_where_the_message_says_three_is_not_the_whole() {
        VENDOR.says(ONE, 200, """
                {"status":"sent","recipientCount":3,"drSummary":{"success":1}}""");
        VENDOR.says(RECIPIENTS + "0", 200, """
                {"recipients":[{"msisdn":"66812345678","status":"success"}],"hasMore":false}""");

        assertThat(VENDOR.status().status()).isEqualTo(Status.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-summary.reply.json", "message-summary-list.reply.json"})
    void the_counts_of_several_recipients_leave_the_word_for_the_whole(String file) {
        VENDOR.says(ONE, 200, fixture(file));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.rawJson()).isEqualTo(fixture(file));
        assertThat(VENDOR.asked()).containsExactly("GET " + ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "5",
                "\"none\"",
                "[null,5,{}]",
                "{\"success\":null}",
                "{\"success\":\"many\"}",
                "{\"brandNew\":1}",
                "{\"credits\":3,\"success\":1}"
            })
    void counts_that_say_nothing_clear_leave_it_to_the_recipients(String counts) {
        VENDOR.says(ONE, 200, """
                {"status":"sent","drSummary":%s}""".formatted(counts));
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-one.reply.json"));

        assertThat(VENDOR.status().status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void a_recipient_that_lags_behind_a_failed_message_does_not_hide_its_end() {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json").replace("\"sent\"", "\"failed\""));
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-one.reply.json").replace("\"success\"", "\"pending\""));

        assertThat(VENDOR.status().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void several_recipients_on_one_page_are_named() {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json"));
        VENDOR.says(
                RECIPIENTS + "0",
                200,
                fixture("recipients-1.reply.json").replace("\"hasMore\":true", "\"hasMore\":false"));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.recipients())
                .extracting(RecipientStatus::id, RecipientStatus::to, RecipientStatus::status)
                .containsExactly(
                        tuple(ThaiBulkVendor.ID, Optional.of(PhoneNumber.of("+66812345678")), Status.DELIVERED),
                        tuple(ThaiBulkVendor.ID, Optional.of(PhoneNumber.of("+66898765432")), Status.UNCONFIRMED));
    }

    @Test
    void recipients_on_more_than_one_page_are_left_to_the_door() {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json"));
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-1.reply.json"));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.recipients()).isEmpty();
        assertThat(VENDOR.requests()).hasSize(2);
    }

    /** The message's path is a guess; the recipients' path isn't. */
    @ParameterizedTest
    @CsvSource({"404, '{\"error\":\"Not found\"}'", "404, <html>", "405, ''", "200, <html>", "200, '[]'", "200, '{}'"})
    void without_the_message_itself_its_recipients_are_enough(int status, String body) {
        VENDOR.says(ONE, status, body);
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-one.reply.json"));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(message.to()).contains(PhoneNumber.of("+66812345678"));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 429, 500})
    void without_the_recipients_the_message_itself_is_enough(int status) {
        VENDOR.says(ONE, 200, fixture("message-sent.reply.json"));
        VENDOR.says(RECIPIENTS + "0", status, error("no"));

        assertThat(VENDOR.status().status()).isEqualTo(Status.SENT);
    }

    @Test
    void a_message_that_the_vendor_does_not_know_is_not_found() {
        VENDOR.says(404, error("Not found"));

        assertThatThrownBy(VENDOR::status)
                .isInstanceOf(MessageNotFoundException.class)
                .hasMessageContaining("thaibulk");
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "403, PERMISSION"})
    void somebody_elses_message_is_told_apart_from_a_bad_key(int status, ErrorType type) {
        VENDOR.says(status, error("no"));

        CredentialsException failure = failure(CredentialsException.class);

        assertThat(failure.errorType()).isEqualTo(type);
        assertThat(failure.toString().contains("another account")).isEqualTo(status == 403);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void nothing_at_both_places_is_decided_by_the_certain_one() {
        VENDOR.says(403, error("no"));
        VENDOR.says(ONE, 404, "<html>");

        assertThat(failure(CredentialsException.class).errorType()).isEqualTo(ErrorType.PERMISSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"uuid\":", "{}"})
    void answers_that_cannot_be_read_keep_the_id_and_claim_nothing(String body) {
        VENDOR.says(200, body);

        Message message = VENDOR.status();

        assertThat(message.id()).isEqualTo(ThaiBulkVendor.ID);
        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.failure()).isEmpty();
    }

    private static <T extends SmsException> T failure(Class<T> type) {
        T failure = catchThrowableOfType(type, VENDOR::status);
        assertThat(failure).isNotNull();
        return failure;
    }
}
