package io.heliograph.spi;

import static io.heliograph.spi.ErrorTableTest.PERSONAL;
import static io.heliograph.spi.ErrorTableTest.TABLE;
import static io.heliograph.spi.ErrorTableTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.error.SmsException;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failure contains: its reason without personal data, whether to retry it, the wait and the scope of a limit. */
class ErrorTableFailureTest {
    @Test
    void the_advice_of_a_row_is_the_reason() {
        assertThat(failure(Replies.of(429), null, "slow down").reason()).isEqualTo("wait for tomorrow");
    }

    @Test
    void without_advice_the_reason_quotes_the_vendor() {
        assertThat(failure(Replies.of(400), "E1", "no such number").reason()).isEqualTo("HTTP 400: no such number");
    }

    @Test
    void without_a_vendor_text_the_reason_is_the_status() {
        assertThat(failure(Replies.of(400), null, null).reason()).isEqualTo("HTTP 400");
        assertThat(failure(Replies.of(400), null, " ").reason()).isEqualTo("HTTP 400");
    }

    @Test
    void the_reason_has_no_personal_data() {
        Failure failure = TABLE.refusal(Replies.of(400), null, "+66812345678 may not get Kestrel", PERSONAL)
                .orElseThrow();

        assertThat(failure.reason()).isEqualTo("HTTP 400: … may not get …");
    }

    @Test
    void a_code_that_is_the_persons_number_is_not_printed() {
        Failure failure = failure(Replies.of(400), "+66812345678", "no such number");

        assertThat(failure.toString()).doesNotContain("812345678");
    }

    @Test
    void an_unknown_result_has_no_personal_data() {
        assertThat(TABLE.result(Replies.of(500), null, "66812345678 broke it", PERSONAL))
                .isEqualTo(new SendResult.Unknown("HTTP 500: … broke it"));
    }

    @Test
    void the_reason_has_no_credential() {
        Failure failure = TABLE.refusal(Replies.withSecret(401, "opensesame"), null, "opensesame is no key", PERSONAL)
                .orElseThrow();

        assertThat(failure.reason()).isEqualTo("HTTP 401: … is no key");
    }

    @Test
    void without_the_personal_values_the_vendors_text_is_not_repeated() {
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
    void a_failed_query_is_an_exception(int status, ErrorType type) {
        SmsException exception = TABLE.exception(Replies.of(status), "E9", "66812345678 is unknown");

        assertThat(exception.errorType()).isEqualTo(type);
        assertThat(exception.mayHaveBeenSent()).isFalse();
        assertThat(exception).hasMessageNotContaining("66812345678");
    }

    /** Some vendors put their text, or a value of the request, in the field of the code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "482910",
                "kestrel",
                "Kestrel.482910",
                "opensesame",
                "open-sesame",
                "the message was not sent",
                "66812345678"
            })
    void a_code_that_repeats_the_request_or_the_credential_is_dropped(String code) {
        Failure failure = ErrorTable.of()
                .refusal(
                        Replies.withSecret(400, "opensesame"),
                        code,
                        null,
                        List.of("Your code is Kestrel 482910", "+66812345678"))
                .orElseThrow();

        assertThat(failure.code()).isEmpty();
        assertThat(failure.toString()).doesNotContainIgnoringCase(code);
    }

    @Test
    void a_documented_code_is_kept_whatever_the_text_has() {
        ErrorTable table = ErrorTable.of(ErrorRow.code("33016").is(ErrorType.UNSUPPORTED));

        assertThat(table.refusal(Replies.of(400), "33016", null, List.of("Call 33016 now"))
                        .orElseThrow()
                        .code())
                .contains("33016");
        assertThat(table.refusal(Replies.of(400), "33017", null, List.of("Call 33017 now"))
                        .orElseThrow()
                        .code())
                .isEmpty();
    }

    @Test
    void the_vendors_code_and_text_are_kept() {
        Failure failure = failure(Replies.of(400), "E1", "no such number");

        assertThat(failure.code()).contains("E1");
        assertThat(failure.vendorText()).contains("no such number");
    }

    @Test
    void a_row_may_forbid_failover_and_retries() {
        assertThat(failure(Replies.of(429), null, "slow down").failover()).isFalse();
        assertThat(failure(Replies.of(400), null, "no money").retryable()).isFalse();
    }

    @Test
    void a_row_without_settings_has_those_of_its_type() {
        Failure failure = failure(Replies.of(503), "BUSY", "maintenance");

        assertThat(failure.retryable()).isEqualTo(ErrorType.PROVIDER_ERROR.retryable());
        assertThat(failure.failover()).isEqualTo(ErrorType.PROVIDER_ERROR.failover());
        assertThat(failure.retryAfter()).isEmpty();
    }

    @Test
    void a_rows_wait_counts_where_the_response_has_none() {
        Failure failure = failure(Replies.of(429), null, "slow down");

        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(10));
        assertThat(failure.retryable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"7, PT10M", "600, PT10M", "601, PT10M1S", "3600, PT1H"})
    void the_wait_is_the_larger_of_the_rows_and_the_responses(String hint, Duration wait) {
        assertThat(failure(Replies.of(429, "Retry-After", hint), null, "slow down")
                        .retryAfter())
                .contains(wait);
    }

    @Test
    void a_retry_after_counts_without_a_row() {
        assertThat(failure(Replies.of(404, "Retry-After", "7"), null, null).retryAfter())
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void an_unreadable_retry_after_leaves_the_rows_wait() {
        assertThat(failure(Replies.of(429, "Retry-After", "soon"), null, "slow down")
                        .retryAfter())
                .contains(Duration.ofMinutes(10));
    }

    @Test
    void a_limit_applies_to_the_account_unless_its_row_has_another_scope() {
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
}
