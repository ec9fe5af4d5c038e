package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.request;
import static io.heliograph.testkit.VendorServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.heliograph.SmsClient;
import io.heliograph.error.RateLimitedException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The meaning of the vendor's errors. */
class NativeHubErrorsTest {
    private static final Instant NOW = Instant.parse("2026-02-14T10:00:00Z");

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    /** HTTP status, text, type, failover, retryable. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(400, "to, from, and body are required", ErrorType.INVALID_REQUEST, false, false),
                Arguments.of(400, "invalid phone number format", ErrorType.INVALID_RECIPIENT, false, false),
                Arguments.of(401, "invalid username or password", ErrorType.AUTHENTICATION, true, false),
                Arguments.of(403, "account is not active", ErrorType.ACCOUNT, true, false),
                Arguments.of(403, "Account suspended or insufficient permissions", ErrorType.PERMISSION, true, false),
                Arguments.of(400, "insufficient balance", ErrorType.INSUFFICIENT_CREDIT, true, false),
                Arguments.of(402, "insufficient balance", ErrorType.INSUFFICIENT_CREDIT, true, false),
                Arguments.of(400, "pipeline processing failed", ErrorType.ACCOUNT, true, false),
                Arguments.of(422, "pipeline processing failed", ErrorType.ACCOUNT, true, false),
                Arguments.of(429, "rate limit exceeded", ErrorType.RATE_LIMITED, true, true),
                Arguments.of(403, "number is on the DNC list", ErrorType.OPTED_OUT, false, false),
                Arguments.of(403, "recipient is in do not contact list", ErrorType.OPTED_OUT, false, false),
                Arguments.of(400, "do not call registry", ErrorType.OPTED_OUT, false, false));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("texts")
    void a_text_has_its_meaning(int status, String text, ErrorType type, boolean failover, boolean retryable) {
        assertMeaning(VENDOR.refused(status, error(text)), type, failover, retryable);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("texts")
    void a_text_has_its_meaning_in_any_case_and_inside_a_sentence(
            int status, String text, ErrorType type, boolean failover, boolean retryable) {
        String shouted = "Error: " + text.toUpperCase(Locale.ROOT) + ".";

        assertMeaning(VENDOR.refused(status, error(shouted)), type, failover, retryable);
    }

    private static void assertMeaning(Failure failure, ErrorType type, boolean failover, boolean retryable) {
        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.retryable()).as("retryable").isEqualTo(retryable);
        assertThat(failure.code()).as("an answer that isn't a 2xx has no code").isEmpty();
        assertThat(failure.vendorText()).isPresent();
    }

    /** The words of the page on errors and the numbers of the page on webhooks, as text and as number. */
    @ParameterizedTest
    @CsvSource({
        "'\"INVALID_NUMBER\"', INVALID_NUMBER, INVALID_RECIPIENT,   false",
        "'\"1\"',              1,              INVALID_RECIPIENT,   false",
        "1,                    1,              INVALID_RECIPIENT,   false",
        "2,                    2,              OTHER,               false",
        "'\"3\"',              3,              INSUFFICIENT_CREDIT, true",
        "3,                    3,              INSUFFICIENT_CREDIT, true",
        "4,                    4,              OTHER,               false",
        "\"E_NEW\",            E_NEW,          OTHER,               false",
        "17,                   17,             OTHER,               false"
    })
    void a_code_inside_a_2xx_has_its_meaning_as_text_or_number(
            String code, String expected, ErrorType type, boolean failover) {
        Failure failure = VENDOR.refused(200, """
                {"id":"m-1","status":"failed","error_code":%s,"error_message":null}""".formatted(code));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.code()).contains(expected);
        assertThat(failure.failover()).isEqualTo(failover);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}", "[]"})
    void a_code_that_is_none_is_none(String code) {
        Failure failure = VENDOR.refused(200, """
                {"id":"m-1","status":"failed","error_code":%s}""".formatted(code));

        assertThat(failure.code()).isEmpty();
        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "Insufficient balance, INSUFFICIENT_CREDIT",
        "pipeline processing failed, ACCOUNT",
        "Number in DNC, OPTED_OUT"
    })
    void a_text_inside_a_2xx_has_its_meaning_too(String text, ErrorType type) {
        assertThat(VENDOR.refused(200, """
                {"id":"m-1","status":"rejected","error_message":"%s"}""".formatted(text)).type()).isEqualTo(type);
    }

    /**
     * The guide writes "DNC (Do-Not-Call)", the reference "do-not-contact list"; the text of an error response isn't
     * documented.
     */
    @ParameterizedTest
    @CsvSource({
        "403, 'Number is on the Do-Not-Call list'",
        "403, 'recipient is on do-not-contact list'",
        "403, DO_NOT_CONTACT",
        "400, 'DNC (Do-Not-Call)'",
        "422, 'Do  Not  Contact'",
        "403, 'recipient has opted-out'"
    })
    void a_number_on_the_do_not_contact_list_gets_no_message_through_another_provider(int status, String text) {
        optsOut(json(status, error(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Do-Not-Call", "number is on the do-not-contact list", "DNC"})
    void a_code_4_with_such_words_in_a_2xx_is_an_opt_out_too(String text) {
        optsOut(json(201, """
                {"id":"m-1","status":"rejected","error_code":4,"error_message":"%s"}""".formatted(text)));
    }

    private static void optsOut(ResponseDefinitionBuilder answer) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(answer);
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            Failure failure = VendorServer.refusal(client.trySend(request().build()));

            assertThat(failure.type()).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(failure.failover()).isFalse();
        }
        assertThat(second.sends()).isZero();
    }

    /** The vendor documents no 409: it may be about an earlier attempt. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"error\":\"message already exists\"}", "<html>"})
    void a_conflict_leaves_the_send_unknown(String body) {
        VENDOR.says(409, body);

        assertThat(VENDOR.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                        Arguments.of(400, ErrorType.INVALID_REQUEST),
                        Arguments.of(401, ErrorType.AUTHENTICATION),
                        Arguments.of(402, ErrorType.INSUFFICIENT_CREDIT),
                        Arguments.of(403, ErrorType.PERMISSION),
                        Arguments.of(404, ErrorType.CONFIGURATION),
                        Arguments.of(422, ErrorType.INVALID_REQUEST),
                        Arguments.of(429, ErrorType.RATE_LIMITED))
                .flatMap(row -> Stream.of(
                                "",
                                "<html>no</html>",
                                "[]",
                                "{}",
                                "{\"error\":null}",
                                "{\"error\":{}}",
                                "{\"message\":\"insufficient balance\"}")
                        .map(body -> Arguments.of(row.get()[0], row.get()[1], body)));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void without_a_text_under_error_the_http_status_decides(int status, ErrorType type, String body) {
        assertThat(VENDOR.refused(status, body).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_server_error_may_have_been_sent_and_causes_no_failover(int status) {
        for (String text : List.of("internal server error", "pipeline processing failed", "something INVALID_NUMBER")) {
            RecordingProvider second = new RecordingProvider("second");
            VENDOR.says(status, error(text));
            try (SmsClient client = SmsClient.builder()
                    .retry(RetryPolicy.none())
                    .provider(VENDOR.builder().build())
                    .provider(second)
                    .build()) {
                assertThat(client.trySend(request().build())).as(text).isInstanceOf(SendOutcome.Unknown.class);
            }
            assertThat(second.sends()).isZero();
        }
        assertThat(VENDOR.requests()).as("one POST for each send").hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "insufficient balance,            INSUFFICIENT_CREDIT",
        "'to, from, and body are required', INVALID_REQUEST",
        "account is not active,           ACCOUNT"
    })
    void an_error_text_matches_nothing_in_a_server_error(String text, ErrorType type) {
        assertThat(VENDOR.refused(400, error(text)).type()).isEqualTo(type);

        VENDOR.says(500, error(text));

        assertThat(VENDOR.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1771063230, PT30S", // 10:00:30
        "1771063200, PT0S", // now
        "1771063000, PT0S", // in the past
        "1771066800, PT1M", // in an hour: a wrong clock
        "1771063230000, PT1M", // milliseconds
        "30, PT0S", // not an epoch second
        "' 1771063230 ', PT30S"
    })
    void the_end_of_the_vendors_window_is_the_wait_within_a_minute(String reset, Duration wait) {
        Failure failure = refusedAtNow(reset, null);

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.retryAfter()).contains(wait);
        assertThat(failure.vendorText()).contains("rate limit exceeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1771063230.5", "99999999999999999999", "Sat, 14 Feb 2026 10:00:30 GMT"})
    void a_window_that_is_none_gives_no_wait(String reset) {
        assertThat(refusedAtNow(reset, null).retryAfter()).isEmpty();
    }

    @Test
    void a_retry_after_that_is_longer_is_obeyed_too() {
        assertThat(refusedAtNow("1771063230", "45").retryAfter()).contains(Duration.ofSeconds(45));
        assertThat(refusedAtNow("1771063230", "5").retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void the_window_says_nothing_where_the_limit_is_not_reached() {
        VENDOR.says(json(403, error("account is not active")).withHeader("X-RateLimit-Reset", "1771063230"));

        assertThat(VendorServer.refusal(VENDOR.trySend(request().build())).retryAfter())
                .isEmpty();
    }

    @Test
    void a_query_gets_the_same_wait() {
        VENDOR.says(json(429, error("rate limit exceeded")).withHeader("X-RateLimit-Reset", "1771063230"));
        try (SmsClient client = clientAtNow()) {
            RateLimitedException limited = catchThrowableOfType(
                    RateLimitedException.class, () -> client.status(new MessageId("nativehub", "msg_1")));

            assertThat(limited.failure().orElseThrow().retryAfter()).contains(Duration.ofSeconds(30));
        }
    }

    private static Failure refusedAtNow(String reset, @Nullable String retryAfter) {
        var answer = json(429, error("rate limit exceeded")).withHeader("X-RateLimit-Reset", reset);
        VENDOR.says(retryAfter == null ? answer : answer.withHeader("Retry-After", retryAfter));
        try (SmsClient client = clientAtNow()) {
            return VendorServer.refusal(client.trySend(request().build()));
        }
    }

    private static SmsClient clientAtNow() {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(
                        VENDOR.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).build())
                .build();
    }

    @Test
    void the_vendors_prose_is_quoted_without_number_text_or_key() {
        VENDOR.says(aResponse()
                .withStatus(400)
                .withBody(error("cannot route OTP 123456 to +8801712345678 with " + NativeHubVendor.KEY)));

        Failure failure = VendorServer.refusal(VENDOR.trySend(request().build()));

        assertThat(failure.reason())
                .contains("cannot route")
                .doesNotContain("OTP", "123456", "8801712345678", "nmk_live");
        assertThat(failure.toString()).doesNotContain("8801712345678");
    }
}
