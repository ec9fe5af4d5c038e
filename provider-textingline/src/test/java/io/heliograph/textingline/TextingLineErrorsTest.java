package io.heliograph.textingline;

import static io.heliograph.testkit.VendorServer.json;
import static io.heliograph.testkit.VendorServer.refusal;
import static io.heliograph.textingline.TextingLineVendor.error;
import static io.heliograph.textingline.TextingLineVendor.fixture;
import static io.heliograph.textingline.TextingLineVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that the vendor rejects ({@code error-codes.tsv}: its codes, their HTTP status or "?", and their meaning).
 */
class TextingLineErrorsTest {
    private static final Instant NOW = Instant.parse("2026-03-15T14:30:00Z");

    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    /** Code, HTTP status, type, failover, retryable; a code without a documented status comes with several. */
    static Stream<Arguments> codes() {
        return fixture("error-codes.tsv").lines().skip(1).flatMap(line -> {
            String[] row = line.split("\t", -1);
            List<String> statuses = row[1].equals("?") ? List.of("400", "402", "403", "422") : List.of(row[1]);
            return statuses.stream().map(status -> Arguments.of(row[0], status, row[2], row[3], row[4]));
        });
    }

    @ParameterizedTest(name = "{0} in a {1}")
    @MethodSource("codes")
    void each_code_has_its_meaning(int code, int status, ErrorType type, boolean failover, boolean retryable) {
        Failure failure = VENDOR.refused(status, error(code, "Something that the vendor says"));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.retryable()).as("retryable").isEqualTo(retryable);
        assertThat(failure.code()).contains(String.valueOf(code));
        assertThat(failure.vendorText()).contains("Something that the vendor says");
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "error-codes.tsv", delimiter = '\t', numLinesToSkip = 1)
    void a_code_decides_before_the_http_status(int code, String status, ErrorType type) {
        for (int other : List.of(400, 401, 403, 404, 409, 422, 429)) {
            assertThat(VENDOR.refused(other, error(code, "No")).type())
                    .as("HTTP %d", other)
                    .isEqualTo(type);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "error-codes.tsv", delimiter = '\t', numLinesToSkip = 1)
    void another_provider_is_asked_only_where_that_may_help(int code, String status, ErrorType type, boolean failover) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(400, error(code, "No"));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            client.trySend(request().build());
        }

        assertThat(second.sends()).isEqualTo(failover ? 1 : 0);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "403, error-33004.reply.json, INVALID_SENDER",
        "429, error-33012.reply.json, QUOTA_EXCEEDED",
        "400, error-33028.reply.json, RECIPIENT_BLOCKED"
    })
    void each_shape_of_the_envelope_is_read(int status, String file, ErrorType type) {
        assertThat(VENDOR.refused(status, fixture(file)).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"33023", "\"33023\""})
    void a_code_is_read_from_a_number_and_from_text(String written) {
        Failure failure = VENDOR.refused(400, """
                {"code":%s,"message":"Insufficient credits"}""".formatted(written));

        assertThat(failure.type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(failure.code()).contains("33023");
    }

    static List<Arguments> bodiesWithoutCode() {
        List<Arguments> all = new ArrayList<>();
        for (String body : List.of("", "<html>no</html>", "null", "[]", "{}", "{\"code\":null}", "{\"code\":{}}")) {
            all.add(Arguments.of(400, ErrorType.INVALID_REQUEST, body));
            all.add(Arguments.of(401, ErrorType.AUTHENTICATION, body));
            all.add(Arguments.of(402, ErrorType.INSUFFICIENT_CREDIT, body));
            all.add(Arguments.of(403, ErrorType.PERMISSION, body));
            all.add(Arguments.of(404, ErrorType.CONFIGURATION, body));
            all.add(Arguments.of(429, ErrorType.RATE_LIMITED, body));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("bodiesWithoutCode")
    void without_a_code_the_http_status_decides(int status, ErrorType type, String body) {
        assertThat(VENDOR.refused(status, body).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"33006, 400, INVALID_REQUEST", "33008, 403, PERMISSION", "33999, 422, INVALID_REQUEST"})
    void a_code_that_is_not_documented_is_kept_and_the_http_status_decides(int code, int status, ErrorType type) {
        Failure failure = VENDOR.refused(status, error(code, "The moon is in the wrong house"));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.code()).contains(String.valueOf(code));
        assertThat(failure.reason()).contains("HTTP " + status, "moon", "wrong", "house");
    }

    /** The vendor's text for 33007 is "created or delivered": it doesn't say which. */
    @ParameterizedTest
    @CsvSource({"33000, 500", "33007, 500", "33000, 502", "33007, 503"})
    void a_500_is_no_certain_rejection_and_causes_no_failover(int code, int status) {
        leavesItUnknown(status, error(code, "Unexpected error"));
    }

    /** No 409 is documented: it may be about an earlier request with the same key. */
    @Test
    void a_conflict_without_a_documented_code_leaves_the_send_unknown() {
        leavesItUnknown(409, error(7, "Request with this idempotencyKey is in progress"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 501, 502, 503, 504, 521, 522, 524})
    void a_server_error_without_a_code_leaves_the_send_unknown(int status) {
        leavesItUnknown(status, "<html>");
    }

    private static void leavesItUnknown(int status, String body) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(status, body);
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            SendOutcome outcome = client.trySend(request().build());

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(outcome.attempts()).extracting("httpStatus").containsExactly(status);
        }
        assertThat(second.sends()).isZero();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void the_daily_quota_is_no_rate_limit_although_it_is_a_429_too() {
        Failure failure = refusedWith(
                json(429, fixture("error-33012.reply.json")).withHeader("X-RateLimit-Reset", at(NOW.plusSeconds(20))));

        assertThat(failure.type()).isEqualTo(ErrorType.QUOTA_EXCEEDED);
        assertThat(failure.retryable())
                .as("waiting for the minute doesn't help")
                .isFalse();
        assertThat(failure.failover()).isTrue();
        assertThat(failure.retryAfter()).as("the reset is that of the minute").isEmpty();
    }

    @Test
    void the_daily_quota_is_not_retried_after_a_minute_whatever_the_retry_after() {
        Failure failure =
                refusedWith(json(429, fixture("error-33012.reply.json")).withHeader("Retry-After", "60"));

        assertThat(failure.type()).isEqualTo(ErrorType.QUOTA_EXCEEDED);
        assertThat(failure.retryable()).isFalse();
    }

    /** {@code Retry-After} counts from now; {@code X-RateLimit-Reset} is a point in time, given here by its distance. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "7,    -,      PT7S",
                "-,    20,     PT20S",
                "7,    20,     PT20S",
                "30,   20,     PT30S",
                "30,   -100,   PT30S",
                "0,    20,     PT20S",
                "-,    999999, P1D",
                "-,    -1,     PT0S",
                "-,    0,      PT0S",
                "-,    -,      -"
            },
            nullValues = "-")
    void the_wait_is_the_larger_of_both_hints(
            @Nullable String retryAfter, @Nullable Integer reset, @Nullable Duration wait) {
        ResponseDefinitionBuilder answer = json(429, error(33_002, "Too many requests"));
        if (retryAfter != null) {
            answer.withHeader("Retry-After", retryAfter);
        }
        if (reset != null) {
            answer.withHeader("X-RateLimit-Reset", at(NOW.plusSeconds(reset)));
        }

        Failure failure = refusedWith(answer);

        assertThat(failure.retryAfter().orElse(null)).isEqualTo(wait);
        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.failover()).isTrue();
        assertThat(failure.code()).contains("33002");
        assertThat(failure.vendorText()).contains("Too many requests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"soon", "", "-1", "1.5", "99999999999999999999", "2026-03-15T14:30:20Z", "1773585020abc", "٣"})
    void a_reset_that_is_no_point_in_time_changes_nothing(String reset) {
        Failure failure = refusedWith(json(429, error(33_002, "Too many requests"))
                .withHeader("Retry-After", "7")
                .withHeader("X-RateLimit-Reset", reset));

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void a_429_without_a_code_has_its_wait_too() {
        Failure failure = refusedWith(json(429, "<html>").withHeader("X-RateLimit-Reset", at(NOW.plusSeconds(20))));

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
    }

    /** Every response has these headers, so without a rate limit error they mean nothing. */
    @Test
    void the_rate_limit_headers_do_not_delay_other_failures() {
        Failure failure = refusedWith(json(403, fixture("error-33004.reply.json"))
                .withHeader("X-RateLimit-Limit", "10")
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", at(NOW.plusSeconds(20))));

        assertThat(failure.retryAfter()).isEmpty();
    }

    @Test
    void details_are_kept_as_they_came_and_are_not_repeated_in_the_reason() {
        Failure failure = VENDOR.refused(400, fixture("error-33028.reply.json"));

        assertThat(failure.type()).isEqualTo(ErrorType.RECIPIENT_BLOCKED);
        assertThat(failure.failover()).isFalse();
        assertThat(failure.vendorText()).contains(fixture("error-33028.reply.json"));
        assertThat(failure.toString()).doesNotContain("8005551001");
    }

    /** The number isn't in a group of this account: that is no STOP, and says nothing about other providers' lists. */
    @Test
    void a_missing_opt_in_puts_nobody_on_the_suppression_list() {
        VENDOR.says(400, error(33_028, "One or more recipients are not opted in to any group."));
        RecordingProvider second = new RecordingProvider("second");
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            SendRequest request = request().build();
            client.trySend(request);

            assertThat(client.suppressions().find(request.to(), request.from())).isEmpty();
            assertThat(second.sends()).as("without consent nobody else sends").isZero();
        }
    }

    @Test
    void a_text_with_characters_of_its_own_limits_goes_to_the_next_provider() {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(400, error(33_016, "Message body contains unsupported characters"));
        try (SmsClient client = SmsClient.builder()
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            SendOutcome outcome = client.trySend(request().text("รหัส 482910").build());

            assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        }
        assertThat(second.sends()).isEqualTo(1);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    static List<String> details() {
        return List.of(
                "{}",
                "{\"notOptedIn\":\"+18005551001\",\"totalNotOptedIn\":\"many\"}",
                "{\"notOptedIn\":null}",
                "{\"a\":1,\"a\":2,\"b\":[[{\"c\":null}]]}");
    }

    @ParameterizedTest
    @MethodSource("details")
    void details_of_any_shape_are_kept_whole_beside_any_code(String details) {
        String body = """
                {"code":33019,"message":"No","details":%s}""".formatted(details);

        Failure failure = VENDOR.refused(400, body);

        assertThat(failure.type()).isEqualTo(ErrorType.CONTENT_REJECTED);
        assertThat(failure.vendorText()).contains(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"none\"", "0", "true"})
    void details_that_are_none_leave_the_vendors_prose(String details) {
        Failure failure = VENDOR.refused(400, """
                {"code":33019,"message":"Not compliant","details":%s}""".formatted(details));

        assertThat(failure.type()).isEqualTo(ErrorType.CONTENT_REJECTED);
        assertThat(failure.vendorText()).contains("Not compliant");
    }

    private static Failure refusedWith(ResponseDefinitionBuilder answer) {
        VENDOR.says(answer);
        TextingLine.Builder builder = VENDOR.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(builder.build())
                .build()) {
            return refusal(client.trySend(request().build()));
        }
    }

    private static String at(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }
}
