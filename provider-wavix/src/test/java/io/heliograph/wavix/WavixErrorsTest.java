package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static io.heliograph.wavix.WavixVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** The vendor's error catalogue ({@code error-catalogue.tsv}: its titles; {@code error-types.tsv}: their failures here). */
class WavixErrorsTest {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    /** Title, type, failover, retryable, wait; without page 55, which isn't a rejection ({@link WavixIdempotencyTest}). */
    static Stream<Arguments> catalogue() {
        Map<String, List<String>> titles = byNumber("error-catalogue.tsv");
        Map<String, List<String>> types = byNumber("error-types.tsv");
        types.remove("55");
        return types.entrySet().stream().map(row -> {
            String title = Objects.requireNonNull(titles.get(row.getKey()), "no title for " + row.getKey())
                    .get(1);
            List<String> fields = row.getValue();
            return Arguments.of(title, fields.get(1), fields.get(2), fields.get(3), fields.get(4));
        });
    }

    private static Map<String, List<String>> byNumber(String file) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        fixture(file).lines().skip(1).forEach(line -> {
            List<String> fields = List.of(line.split("\t", -1));
            assertThat(rows.put(fields.get(0), fields)).as(line).isNull();
        });
        return rows;
    }

    @Test
    void every_title_of_the_catalogue_has_a_meaning() {
        assertThat(byNumber("error-types.tsv").keySet())
                .hasSize(30)
                .isEqualTo(byNumber("error-catalogue.tsv").keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catalogue")
    void a_title_in_a_422_has_its_meaning(
            String title, ErrorType type, boolean failover, boolean retryable, @Nullable String wait) {
        assertMeaning(VENDOR.refused(422, error(title)), title, type, failover, retryable, wait);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catalogue")
    void a_title_in_a_400_has_its_meaning(
            String title, ErrorType type, boolean failover, boolean retryable, @Nullable String wait) {
        assertMeaning(VENDOR.refused(400, error(title)), title, type, failover, retryable, wait);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catalogue")
    void a_title_in_a_rejected_201_has_its_meaning(
            String title, ErrorType type, boolean failover, boolean retryable, @Nullable String wait) {
        String body = fixture("send-rejected.reply.json").replace("Sender ID not found", title);

        assertMeaning(VENDOR.refused(201, body), title, type, failover, retryable, wait);
    }

    private static void assertMeaning(
            Failure failure, String title, ErrorType type, boolean failover, boolean retryable, @Nullable String wait) {
        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.retryable()).as("retryable").isEqualTo(retryable);
        assertThat(failure.retryAfter().map(Duration::toString).orElse(""))
                .as("retryAfter")
                .isEqualTo(wait);
        assertThat(failure.vendorText()).contains(title);
        assertThat(failure.code()).as("the vendor gives no code").isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "error-catalogue.tsv", delimiter = '\t', numLinesToSkip = 1)
    void a_title_matches_exactly_one_row(int number, String title) throws ReflectiveOperationException {
        assertThat(matches(422, title)).as("page %d as a 422", number).hasSize(1);
        assertThat(matches(0, title)).as("page %d in a 201", number).hasSize(1);
    }

    /** All matching rows; the table itself stops at the first. */
    private static List<Object> matches(int status, String text) throws ReflectiveOperationException {
        Field rows = ErrorTable.class.getDeclaredField("rows");
        rows.setAccessible(true);
        Class<?> proseType = Class.forName("io.heliograph.spi.ErrorText");
        Constructor<?> reading = proseType.getDeclaredConstructor(String.class);
        reading.setAccessible(true);
        Object prose = reading.newInstance(text);
        Method matches = ErrorRow.class.getDeclaredMethod("matches", int.class, String.class, proseType);
        matches.setAccessible(true);
        List<Object> found = new ArrayList<>();
        for (Object row : (List<?>) rows.get(WavixErrors.TABLE)) {
            if ((Boolean) matches.invoke(row, status, null, prose)) {
                found.add(row);
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "You are only allowed to send 20 SMS per second,                    RATE_LIMITED",
        "UNSUBSCRIBED RECIPIENT,                                            OPTED_OUT",
        "The Sender ID is not provisioned for the country: United Kingdom., INVALID_SENDER",
        "Error: Unsupported carrier.,                                       NO_ROUTE"
    })
    void a_title_is_known_inside_a_sentence_and_in_any_case(String text, ErrorType type) {
        assertThat(VENDOR.refused(422, error(text)).type()).isEqualTo(type);
    }

    @Test
    void the_documented_rejection_inside_a_201_is_no_success() {
        Failure failure = VENDOR.refused(201, fixture("send-rejected.reply.json"));

        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_SENDER);
        assertThat(failure.vendorText()).contains("Sender ID not found");
    }

    @ParameterizedTest
    @CsvSource({
        "400, error-400.reply.json, INVALID_REQUEST, false, false",
        "401, error-401.reply.json, AUTHENTICATION,  true,  false",
        "403, error-403.reply.json, PERMISSION,      true,  false",
        "404, error-404.reply.json, CONFIGURATION,   true,  false"
    })
    void each_documented_http_error_has_its_meaning(
            int status, String file, ErrorType type, boolean failover, boolean retryable) {
        Failure failure = VENDOR.refused(status, fixture(file));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).isEqualTo(failover);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.reason()).contains("HTTP " + status);
    }

    static List<Arguments> bodiesWithoutText() {
        List<Arguments> all = new ArrayList<>();
        for (String body :
                List.of("", "<html>no</html>", "null", "[]", "{}", "{\"message\":null}", "{\"message\":{}}")) {
            all.add(Arguments.of(400, ErrorType.INVALID_REQUEST, body));
            all.add(Arguments.of(401, ErrorType.AUTHENTICATION, body));
            all.add(Arguments.of(402, ErrorType.INSUFFICIENT_CREDIT, body));
            all.add(Arguments.of(403, ErrorType.PERMISSION, body));
            all.add(Arguments.of(429, ErrorType.RATE_LIMITED, body));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("bodiesWithoutText")
    void the_http_status_alone_has_a_meaning(int status, ErrorType type, String body) {
        assertThat(VENDOR.refused(status, body).type()).isEqualTo(type);
    }

    @Test
    void an_old_envelope_without_success_is_read() {
        assertThat(VENDOR.refused(422, """
                        {"error":true,"message":"Unsubscribed recipient"}""").type()).isEqualTo(ErrorType.OPTED_OUT);
    }

    @Test
    void an_unknown_text_in_a_422_is_a_final_no_that_keeps_the_text() {
        Failure failure = VENDOR.refused(422, error("The moon is in the wrong house"));

        assertThat(failure.failover()).isFalse();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.vendorText()).contains("The moon is in the wrong house");
        assertThat(failure.reason()).contains("HTTP 422", "moon", "wrong", "house");
    }

    /** The vendor publishes no error for an empty account, so the rows match likely texts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Insufficient balance",
                "Insufficient funds",
                "Insufficient credit",
                "Not enough balance to send the message",
                "Not enough funds",
                "Not enough credit",
                "Your balance is too low",
                "No funds left on the account"
            })
    void an_empty_account_is_known_by_balance_funds_or_credit(String text) {
        for (int status : new int[] {402, 403, 422}) {
            Failure failure = VENDOR.refused(status, error(text));

            assertThat(failure.type()).as("HTTP %d", status).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
            assertThat(failure.failover()).isTrue();
            assertThat(failure.retryable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Insufficient scope", "Insufficient permissions", "IP address not allowed"})
    void a_key_that_may_not_send_is_a_matter_of_permission(String text) {
        assertThat(VENDOR.refused(403, error(text)).type()).isEqualTo(ErrorType.PERMISSION);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 501, 502, 503, 504, 521, 522, 524})
    void a_server_error_leaves_the_send_unknown_and_nobody_else_is_asked(int status) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(status, error("Something went wrong"));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            SendOutcome outcome = client.trySend(request().build());

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(outcome.attempts()).extracting("httpStatus").containsExactly(status);
        }
        assertThat(second.sends()).isZero();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Sender ID not found,                                      1",
        "Unsupported carrier,                                      1",
        "Gateway rejected,                                         1",
        "Unsubscribed recipient,                                   0",
        "Destination blocked,                                      0",
        "Rejected by a far-end carrier,                            0",
        "Non-compliant content or URL(s) detected and blocked,     0",
        "Potential SMS flooding attack,                            1",
        "Destination is blocked for the next 60 minutes,           1",
        "Message too long,                                         1",
        "Idempotency violation,                                    0"
    })
    void another_provider_is_asked_only_where_that_may_help(String title, int sends) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(201, fixture("send-rejected.reply.json").replace("Sender ID not found", title));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            client.trySend(request().build());
        }

        assertThat(second.sends()).isEqualTo(sends);
    }

    @Test
    void too_many_requests_may_be_tried_again_and_elsewhere() {
        Failure failure = VENDOR.refused(429, error("Too many requests"));

        assertThat(failure.type()).isEqualTo(ErrorType.RATE_LIMITED);
        assertThat(failure.failover()).isTrue();
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, PT7S", "0, PT0S", "60, PT1M"})
    void a_wait_in_seconds_is_kept(String hint, Duration wait) {
        assertThat(refusedWithHint("Too many requests", hint).retryAfter()).contains(wait);
    }

    @Test
    void a_wait_until_a_date_is_kept() {
        ZonedDateTime until = ZonedDateTime.now(ZoneOffset.UTC).plus(10, ChronoUnit.MINUTES);

        Failure failure = refusedWithHint("Too many requests", DateTimeFormatter.RFC_1123_DATE_TIME.format(until));

        assertThat(failure.retryAfter().orElseThrow()).isCloseTo(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(failure.retryAfter().orElseThrow().toSeconds()).isCloseTo(600L, within(60L));
    }

    @Test
    void a_short_hint_does_not_shorten_the_documented_hour() {
        assertThat(refusedWithHint("Potential SMS flooding attack", "5").retryAfter())
                .contains(Duration.ofHours(1));
    }

    @Test
    void a_long_hint_goes_before_the_documented_minute() {
        assertThat(refusedWithHint("Sending limit reached (AT&T)", "600").retryAfter())
                .contains(Duration.ofMinutes(10));
    }

    private static Failure refusedWithHint(String text, String hint) {
        VENDOR.says(aResponse()
                .withStatus(429)
                .withHeader("Content-Type", "application/json")
                .withHeader("Retry-After", hint)
                .withBody(error(text)));
        return VendorServer.refusal(VENDOR.trySend(request().build()));
    }
}
