package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.HttpResponse;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row of the table a response matches, and the result. */
class ErrorTableTest {
    static final ErrorTable TABLE = ErrorTable.of(
            ErrorRow.code("E1").withText("opted out").is(ErrorType.OPTED_OUT).say("the person unsubscribed"),
            ErrorRow.code("E1").is(ErrorType.INVALID_RECIPIENT),
            ErrorRow.status(400).withText("Sender", "not allowed").is(ErrorType.INVALID_SENDER),
            ErrorRow.status(503).withCode("BUSY").is(ErrorType.PROVIDER_ERROR),
            ErrorRow.status(503).withCode("FULL").withText("queue").is(ErrorType.RATE_LIMITED),
            ErrorRow.text("dnc").is(ErrorType.OPTED_OUT).say("on the do-not-contact list"),
            ErrorRow.text("no money").is(ErrorType.INSUFFICIENT_CREDIT).noRetry(),
            ErrorRow.status(429)
                    .is(ErrorType.QUOTA_EXCEEDED)
                    .noFailover()
                    .retryAfter(Duration.ofMinutes(10))
                    .say("wait for tomorrow"),
            ErrorRow.text("money").is(ErrorType.ACCOUNT));

    static final List<String> PERSONAL = List.of("+66812345678", "Kestrel");

    static Failure failure(HttpResponse response, @Nullable String code, @Nullable String text) {
        return TABLE.refusal(response, code, text, PERSONAL).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "400, E1, the person has OPTED OUT, OPTED_OUT",
        "409, E1, the person has opted out, OPTED_OUT",
        "400, E1, no such number, INVALID_RECIPIENT",
        "400, E1, no money, INVALID_RECIPIENT",
        "400, e1, no such number, INVALID_RECIPIENT",
        "400, , this sender is not allowed, INVALID_SENDER",
        "400, E2, NOT ALLOWED: SENDER, INVALID_SENDER",
        "400, , no money left, INSUFFICIENT_CREDIT",
        "404, , no money left, INSUFFICIENT_CREDIT",
        "400, , money is missing, ACCOUNT",
        "429, , no money left, INSUFFICIENT_CREDIT",
        "429, , slow down, QUOTA_EXCEEDED"
    })
    void the_first_row_that_matches_decides(int status, @Nullable String code, String text, ErrorType type) {
        assertThat(failure(Replies.of(status), code, text).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "400, E11, no such number, INVALID_REQUEST",
        "403, , this sender is not allowed, PERMISSION",
        "400, , this sender is unknown, INVALID_REQUEST",
        "400, , , INVALID_REQUEST"
    })
    void a_row_that_matches_in_part_only_does_not_decide(
            int status, @Nullable String code, @Nullable String text, ErrorType type) {
        assertThat(failure(Replies.of(status), code, text).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"BUSY, out of order, PROVIDER_ERROR", "FULL, the queue is long, RATE_LIMITED"})
    void a_documented_status_and_code_make_a_server_error_a_rejection(String code, String text, ErrorType type) {
        assertThat(TABLE.result(Replies.of(503), code, text, List.of()))
                .isInstanceOfSatisfying(
                        SendResult.Rejected.class,
                        rejected -> assertThat(rejected.failure().type()).isEqualTo(type));
    }

    @ParameterizedTest
    @CsvSource({
        "503, , no money left",
        "500, , no money left",
        "408, , no money left",
        "502, , the person is on the DNC list",
        "504, E1, opted out",
        "500, E1, no such number",
        "408, E1, no such number",
        "500, BUSY, out of order",
        "408, BUSY, out of order",
        "503, FULL, out of order",
        "303, , no money left",
        "303, E1, no such number"
    })
    void without_a_documented_status_and_code_a_server_error_is_unknown(
            int status, @Nullable String code, String text) {
        assertThat(TABLE.result(Replies.of(status), code, text, PERSONAL))
                .isEqualTo(new SendResult.Unknown("HTTP " + status + ": " + text));
        assertThat(TABLE.refusal(Replies.of(status), code, text, PERSONAL)).isEmpty();
        assertThat(TABLE.exception(Replies.of(status), code, text).errorType()).isEqualTo(ErrorType.PROVIDER_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 503, 504})
    void a_row_that_makes_a_server_error_a_rejection_needs_a_code(int status) {
        assertThatThrownBy(() -> ErrorTable.of(ErrorRow.status(status).withText("queue is full")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining("status(" + status + ").withCode(");
        assertThatThrownBy(() -> ErrorTable.of(ErrorRow.status(status).is(ErrorType.RATE_LIMITED)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, no balance here, the load balancer refused, INVALID_REQUEST",
        "400, money, moneybags, INVALID_REQUEST",
        "400, money, Money!, ACCOUNT",
        "400, dnc, ref 01J8ZDNC7K, INVALID_REQUEST",
        "400, dnc, blocked (DNC), OPTED_OUT"
    })
    void a_text_matches_whole_words_only(int status, String why, String text, ErrorType type) {
        assertThat(failure(Replies.of(status), null, text).type()).as(why).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not open connection to DNC service",
                "DNC lookup failed",
                "the DNC service timed out",
                "dnc: internal error"
            })
    void an_opt_out_word_in_a_text_about_a_fault_is_no_opt_out(String text) {
        assertThat(failure(Replies.of(403), null, text).type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure(Replies.of(403), null, text).failover()).isFalse();
        assertThat(TABLE.failure(Replies.of(200), null, text, PERSONAL).type()).isEqualTo(ErrorType.OTHER);
        assertThat(TABLE.reported(null, text).type()).isEqualTo(ErrorType.OTHER);
    }

    @Test
    void the_texts_of_a_table_are_those_of_its_rows() {
        assertThat(TABLE.texts())
                .containsExactly("opted out", "sender not allowed", "queue", "dnc", "no money", "money");
    }

    /** A duplicate key is about an earlier attempt, which may have become the SMS. */
    @ParameterizedTest
    @CsvSource({"400", "409", "422"})
    void a_duplicate_is_unknown_for_a_send_and_a_failure_for_a_query(int status) {
        ErrorTable table = ErrorTable.of(
                ErrorRow.text("already exists").is(ErrorType.DUPLICATE).say("there is one with this key"));

        assertThat(table.result(Replies.of(status), null, "key already exists", PERSONAL))
                .isEqualTo(new SendResult.Unknown("there is one with this key"));
        assertThat(table.refusal(Replies.of(status), null, "key already exists", PERSONAL))
                .map(Failure::type)
                .contains(ErrorType.DUPLICATE);
    }

    @Test
    void a_conflict_is_unknown_unless_a_row_matches() {
        assertThat(TABLE.result(Replies.of(409), null, "conflict", PERSONAL))
                .isEqualTo(new SendResult.Unknown("HTTP 409: conflict"));
        assertThat(TABLE.result(Replies.of(409), null, "no money left", PERSONAL))
                .isInstanceOf(SendResult.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "do not contact, The number is on the do-not-contact list",
        "do not contact, DO_NOT_CONTACT",
        "do-not-contact, do  not contact",
        "do not call, DNC (Do-Not-Call)",
        "do not call, do‑not–call",
        "result_no_service, Send result: RESULT NO SERVICE"
    })
    void hyphens_underscores_and_blanks_are_the_same(String piece, String text) {
        ErrorTable table = ErrorTable.of(ErrorRow.text(piece).is(ErrorType.OPTED_OUT));

        assertThat(table.refusal(Replies.of(403), null, text, PERSONAL))
                .map(Failure::type)
                .contains(ErrorType.OPTED_OUT);
    }

    @Test
    void a_failure_inside_a_2xx_is_matched_by_code_and_text() {
        assertThat(TABLE.failure(Replies.of(201), "E1", "no such number", List.of())
                        .type())
                .isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(TABLE.failure(Replies.of(201), null, "no money", List.of()).type())
                .isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
    }

    @Test
    void a_failure_inside_a_2xx_matches_no_row_with_a_status() {
        Failure failure = TABLE.failure(Replies.of(201), null, "this sender is not allowed", PERSONAL);

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.reason()).endsWith(": this sender is not allowed");
    }

    @Test
    void a_failure_inside_a_2xx_without_code_and_text_has_no_known_type() {
        Failure failure = TABLE.failure(Replies.of(200), null, null, List.of());

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.code()).isEqualTo(Optional.empty());
        assertThat(failure.failover()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "E1, no such number, INVALID_RECIPIENT, E1",
        ", no money left, INSUFFICIENT_CREDIT, ",
        "E9, , OTHER, E9",
        ", , OTHER, ",
        "+66812345678, , OTHER, ",
        "66812345678, , OTHER, "
    })
    void a_reported_failure_is_matched_by_the_rows_and_repeats_no_number(
            @Nullable String code, @Nullable String text, ErrorType type, @Nullable String kept) {
        Failure failure = TABLE.reported(code, text);

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.code()).isEqualTo(Optional.ofNullable(kept));
        assertThat(failure.vendorText()).isEqualTo(Optional.ofNullable(text));
    }

    @Test
    void a_reported_failure_hides_the_vendors_text() {
        assertThat(TABLE.reported(null, "+66812345678 didn't want 'Kestrel'").toString())
                .doesNotContain("66812345678", "Kestrel");
    }

    @Test
    void the_rows_of_narrow_limits_are_listed() {
        ErrorTable table = ErrorTable.of(
                ErrorRow.code("7").is(ErrorType.RATE_LIMITED).scope(LimitScope.RECIPIENT),
                ErrorRow.code("8").is(ErrorType.RATE_LIMITED),
                ErrorRow.text("Daily Quota").is(ErrorType.QUOTA_EXCEEDED).scope(LimitScope.SENDER),
                ErrorRow.text("per second").is(ErrorType.RATE_LIMITED),
                ErrorRow.status(503).withCode("FULL").is(ErrorType.RATE_LIMITED).scope(LimitScope.SENDER));

        assertThat(table.narrowCodes()).containsExactly("7");
        assertThat(table.narrowTexts()).containsExactly("daily quota");
    }

    @Test
    void codes_lists_each_code_once_also_of_rows_with_more_conditions() {
        ErrorTable table = ErrorTable.of(
                ErrorRow.code("12"),
                ErrorRow.status(503).withCode("7"),
                ErrorRow.code("12").withText("flood"),
                ErrorRow.text("no route"),
                ErrorRow.status(404));

        assertThat(table.codes()).containsExactly("12", "7");
    }
}
