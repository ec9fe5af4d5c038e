package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.SmsException;
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

class ErrorTableTest {
    private static final ErrorTable TABLE = ErrorTable.of(
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

    private static final List<String> PERSONAL = List.of("+66812345678", "Kestrel");

    private static Failure refusal(HttpResponse response, @Nullable String code, @Nullable String text) {
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
        assertThat(refusal(Replies.of(status), code, text).type()).isEqualTo(type);
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
        assertThat(refusal(Replies.of(status), code, text).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"BUSY, out of order, PROVIDER_ERROR", "FULL, the queue is long, RATE_LIMITED"})
    void a_documented_status_and_code_make_acertain_no_of_aserver_error(String code, String text, ErrorType type) {
        assertThat(TABLE.result(Replies.of(503), code, text, List.of()))
                .isInstanceOfSatisfying(
                        SendResult.Rejected.class,
                        refused -> assertThat(refused.failure().type()).isEqualTo(type));
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
    void no_prose_and_no_code_of_another_status_make_acertain_no_of_aserver_error(
            int status, @Nullable String code, String text) {
        assertThat(TABLE.result(Replies.of(status), code, text, PERSONAL))
                .isEqualTo(new SendResult.Unknown("HTTP " + status + ": " + text));
        assertThat(TABLE.refusal(Replies.of(status), code, text, PERSONAL)).isEmpty();
        assertThat(TABLE.exception(Replies.of(status), code, text).errorType()).isEqualTo(ErrorType.PROVIDER_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 503, 504})
    void a_row_that_would_make_acertain_no_of_aserver_error_without_acode_is_refused(int status) {
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
    void a_piece_is_no_part_of_alonger_word(int status, String why, String text, ErrorType type) {
        assertThat(refusal(Replies.of(status), null, text).type()).as(why).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not open connection to DNC service",
                "DNC lookup failed",
                "the DNC service timed out",
                "dnc: internal error"
            })
    void an_opt_out_in_prose_beside_afault_says_nothing_of_the_person(String text) {
        assertThat(refusal(Replies.of(403), null, text).type()).isEqualTo(ErrorType.OTHER);
        assertThat(refusal(Replies.of(403), null, text).failover()).isFalse();
        assertThat(TABLE.failure(Replies.of(200), null, text, PERSONAL).type()).isEqualTo(ErrorType.OTHER);
        assertThat(TABLE.reported(null, text).type()).isEqualTo(ErrorType.OTHER);
    }

    @Test
    void the_texts_of_atable_are_those_of_its_rows() {
        assertThat(TABLE.texts())
                .containsExactly("opted out", "sender not allowed", "queue", "dnc", "no money", "money");
    }

    /** "Taken earlier with this key" is about an earlier try, which may have become the SMS. */
    @ParameterizedTest
    @CsvSource({"400", "409", "422"})
    void what_was_taken_earlier_is_unclear_to_asend_and_arefusal_to_aquestion(int status) {
        ErrorTable table = ErrorTable.of(
                ErrorRow.text("already exists").is(ErrorType.DUPLICATE).say("there is one with this key"));

        assertThat(table.result(Replies.of(status), null, "key already exists", PERSONAL))
                .isEqualTo(new SendResult.Unknown("there is one with this key"));
        assertThat(table.refusal(Replies.of(status), null, "key already exists", PERSONAL))
                .map(Failure::type)
                .contains(ErrorType.DUPLICATE);
    }

    @Test
    void a_conflict_is_unclear_unless_arow_explains_it() {
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
    void the_advice_of_arow_is_the_reason() {
        assertThat(refusal(Replies.of(429), null, "slow down").reason()).isEqualTo("wait for tomorrow");
    }

    @Test
    void without_advice_the_reason_quotes_the_vendor() {
        assertThat(refusal(Replies.of(400), "E1", "no such number").reason()).isEqualTo("HTTP 400: no such number");
    }

    @Test
    void without_words_of_the_vendors_the_reason_is_the_status() {
        assertThat(refusal(Replies.of(400), null, null).reason()).isEqualTo("HTTP 400");
        assertThat(refusal(Replies.of(400), null, " ").reason()).isEqualTo("HTTP 400");
    }

    @Test
    void the_reason_repeats_nothing_personal() {
        Failure failure = TABLE.refusal(Replies.of(400), null, "+66812345678 may not get Kestrel", PERSONAL)
                .orElseThrow();

        assertThat(failure.reason()).isEqualTo("HTTP 400: … may not get …");
    }

    @Test
    void a_code_that_is_the_persons_number_is_not_printed() {
        Failure failure = refusal(Replies.of(400), "+66812345678", "no such number");

        assertThat(failure.toString()).doesNotContain("812345678");
    }

    @Test
    void an_unclear_answer_repeats_nothing_personal() {
        assertThat(TABLE.result(Replies.of(500), null, "66812345678 broke it", PERSONAL))
                .isEqualTo(new SendResult.Unknown("HTTP 500: … broke it"));
    }

    @Test
    void the_reason_repeats_no_credential() {
        Failure failure = TABLE.refusal(Replies.withSecret(401, "opensesame"), null, "opensesame is no key", PERSONAL)
                .orElseThrow();

        assertThat(failure.reason()).isEqualTo("HTTP 401: … is no key");
    }

    @Test
    void nothing_is_repeated_where_nobody_knows_what_is_personal() {
        assertThat(TABLE.refusal(Replies.of(400), null, "Somchai is unknown", List.of()))
                .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo("HTTP 400"));
        assertThat(TABLE.result(Replies.of(500), null, "Somchai is unknown", List.of()))
                .isEqualTo(new SendResult.Unknown("HTTP 500"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "404, CONFIGURATION",
        "429, QUOTA_EXCEEDED",
        "500, PROVIDER_ERROR",
        "303, PROVIDER_ERROR"
    })
    void a_question_that_got_no_good_answer_is_an_exception(int status, ErrorType type) {
        SmsException exception = TABLE.exception(Replies.of(status), "E9", "66812345678 is unknown");

        assertThat(exception.errorType()).isEqualTo(type);
        assertThat(exception.mayHaveBeenSent()).isFalse();
        assertThat(exception).hasMessageNotContaining("66812345678");
    }

    @Test
    void the_vendors_code_and_words_are_kept() {
        Failure failure = refusal(Replies.of(400), "E1", "no such number");

        assertThat(failure.code()).contains("E1");
        assertThat(failure.vendorText()).contains("no such number");
    }

    @Test
    void a_row_may_forbid_failover_and_retries() {
        assertThat(refusal(Replies.of(429), null, "slow down").failover()).isFalse();
        assertThat(refusal(Replies.of(400), null, "no money").retryable()).isFalse();
    }

    @Test
    void a_row_without_further_answers_has_those_of_its_type() {
        Failure failure = refusal(Replies.of(503), "BUSY", "maintenance");

        assertThat(failure.retryable()).isEqualTo(ErrorType.PROVIDER_ERROR.retryable());
        assertThat(failure.failover()).isEqualTo(ErrorType.PROVIDER_ERROR.failover());
        assertThat(failure.retryAfter()).isEmpty();
    }

    @Test
    void a_rows_wait_is_taken_where_the_answer_says_none() {
        Failure failure = refusal(Replies.of(429), null, "slow down");

        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(10));
        assertThat(failure.retryable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"7, PT10M", "600, PT10M", "601, PT10M1S", "3600, PT1H"})
    void the_wait_is_the_larger_of_the_rows_and_the_answers_own(String hint, Duration wait) {
        assertThat(refusal(Replies.of(429, "Retry-After", hint), null, "slow down")
                        .retryAfter())
                .contains(wait);
    }

    @Test
    void a_hint_is_taken_without_arow_too() {
        assertThat(refusal(Replies.of(404, "Retry-After", "7"), null, null).retryAfter())
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void a_hint_that_cannot_be_read_leaves_the_rows_wait() {
        assertThat(refusal(Replies.of(429, "Retry-After", "soon"), null, "slow down")
                        .retryAfter())
                .contains(Duration.ofMinutes(10));
    }

    @Test
    void a_failure_inside_a2xx_is_looked_up_by_code_and_text() {
        assertThat(TABLE.failure(Replies.of(201), "E1", "no such number", List.of())
                        .type())
                .isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(TABLE.failure(Replies.of(201), null, "no money", List.of()).type())
                .isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
    }

    @Test
    void a_failure_inside_a2xx_is_not_looked_up_by_astatus_it_does_not_have() {
        Failure failure = TABLE.failure(Replies.of(201), null, "this sender is not allowed", PERSONAL);

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.reason()).endsWith(": this sender is not allowed");
    }

    @Test
    void a_failure_inside_a2xx_that_says_nothing_is_of_no_known_type() {
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
    void a_reported_failure_goes_by_the_rows_and_repeats_no_number(
            @Nullable String code, @Nullable String text, ErrorType type, @Nullable String kept) {
        Failure failure = TABLE.reported(code, text);

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.code()).isEqualTo(Optional.ofNullable(kept));
        assertThat(failure.vendorText()).isEqualTo(Optional.ofNullable(text));
    }

    @Test
    void a_reported_failure_shows_nothing_of_the_vendors_prose() {
        assertThat(TABLE.reported(null, "+66812345678 didn't want 'Kestrel'").toString())
                .doesNotContain("66812345678", "Kestrel");
    }

    @Test
    void a_limit_is_of_the_account_unless_its_row_says_less() {
        ErrorTable table = ErrorTable.of(
                ErrorRow.text("flood")
                        .is(ErrorType.RATE_LIMITED)
                        .scope(LimitScope.RECIPIENT)
                        .say("too many to it"),
                ErrorRow.text("brand")
                        .scope(LimitScope.SENDER)
                        .is(ErrorType.QUOTA_EXCEEDED)
                        .noFailover()
                        .noRetry(),
                ErrorRow.text("too many").is(ErrorType.RATE_LIMITED));

        assertThat(table.refusal(Replies.of(429), null, "flood", PERSONAL)
                        .orElseThrow()
                        .scope())
                .isEqualTo(LimitScope.RECIPIENT);
        assertThat(table.failure(Replies.of(201), null, "the brand's limit", PERSONAL)
                        .scope())
                .isEqualTo(LimitScope.SENDER);
        assertThat(table.refusal(Replies.of(429), null, "too many", PERSONAL)
                        .orElseThrow()
                        .scope())
                .isEqualTo(LimitScope.ACCOUNT);
        assertThat(table.refusal(Replies.of(429), null, "slow down", PERSONAL)
                        .orElseThrow()
                        .scope())
                .isEqualTo(LimitScope.ACCOUNT);
    }

    @Test
    void its_codes_are_each_once_and_those_of_rows_with_more_too() {
        ErrorTable table = ErrorTable.of(
                ErrorRow.code("12"),
                ErrorRow.status(503).withCode("7"),
                ErrorRow.code("12").withText("flood"),
                ErrorRow.text("no route"),
                ErrorRow.status(404));

        assertThat(table.codes()).containsExactly("12", "7");
    }
}
