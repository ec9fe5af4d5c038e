package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class HttpResponseTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC);

    private static HttpResponse body(String body, boolean complete) {
        return complete ? Replies.withBody(200, body) : Replies.cut(200, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "1 | PT1S",
                "120 | PT2M",
                "' 120 ' | PT2M",
                "007 | PT7S",
                "86400 | PT24H",
                "86401 | PT24H",
                "999999999 | PT24H",
                "9999999999 | PT24H",
                "9223372036854775808 | PT24H",
                "99999999999999999999999999999999 | PT24H",
                "0000000000001 | PT24H"
            })
    void seconds_are_a_wait_of_at_most_a_day(String value, Duration wait) {
        assertThat(Replies.of(429, "Retry-After", value).retryAfter(CLOCK)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 20 Nov 2026 08:00:30 GMT | PT30S",
                "Fri, 20 Nov 2026 09:00:00 GMT | PT1H",
                "Fri, 20 Nov 2026 15:00:10 +0700 | PT10S",
                "Mon, 20 Nov 2028 08:00:00 GMT | PT24H"
            })
    void a_date_is_a_wait_until_then_of_at_most_a_day(String value, Duration wait) {
        assertThat(Replies.of(503, "Retry-After", value).retryAfter(CLOCK)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Fri, 20 Nov 2026 08:00:00 GMT", "Fri, 20 Nov 2026 07:59:59 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"
            })
    void a_date_that_has_passed_is_no_wait(String value) {
        assertThat(Replies.of(503, "Retry-After", value).retryAfter(CLOCK)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+5",
                "1.",
                ".5",
                "1.5.2",
                "1e3",
                "10s",
                "0x10",
                "soon",
                "2026-11-20T08:00:30Z",
                "Fri, 32 Nov 2026 08:00:30 GMT",
                "Fri, 20 Nov 2026 08:00:30",
                "null"
            })
    void what_is_neither_seconds_nor_a_date_says_nothing(String value) {
        assertThat(Replies.of(429, "Retry-After", value).retryAfter(CLOCK)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"300.5 | PT5M0.5S", "0.0001 | PT0.001S", "0.0 | PT0S", "86400.1 | PT24H", "99999999999.5 | PT24H"})
    void decimal_seconds_are_a_wait_that_is_not_too_short(String value, Duration wait) {
        assertThat(Replies.of(429, "Retry-After", value).retryAfter(CLOCK)).isEqualTo(wait);
    }

    /** The three forms of RFC 9110, 5.6.7. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Friday, 20-Nov-26 08:00:30 GMT | PT30S",
                "Fri, 20-Nov-2026 08:00:30 GMT | PT30S",
                "Fri Nov 20 08:00:30 2026 | PT30S",
                "Fri Nov  6 08:00:30 2026 | PT0S",
                "friday, 20-nov-26 08:00:30 gmt | PT30S",
                "Sunday, 06-Nov-94 08:49:37 GMT | PT0S",
                "Thursday, 20-Nov-76 08:00:30 GMT | PT24H",
                "Saturday, 20-Nov-77 08:00:30 GMT | PT0S",
                "Mon, 20 Nov 2026 08:00:30 GMT | PT30S"
            })
    void the_old_forms_of_a_date_are_read_too(String value, Duration wait) {
        assertThat(Replies.of(503, "Retry-After", value).retryAfter(CLOCK)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30, 60 | PT1M",
                "60,30 | PT1M",
                "soon, 5 | PT5S",
                "5, Fri, 20 Nov 2026 08:00:30 GMT | PT30S",
                "Fri, 20 Nov 2026 08:00:30 GMT, 45 | PT45S",
                "Friday, 20-Nov-26 08:00:30 GMT, Fri Nov 20 08:00:10 2026 | PT30S"
            })
    void of_a_list_the_longest_wait_counts(String value, Duration wait) {
        assertThat(Replies.of(503, "Retry-After", value).retryAfter(CLOCK)).isEqualTo(wait);
    }

    @Test
    void of_repeated_headers_the_longest_wait_counts() {
        assertThat(Replies.of(503, "Retry-After", "60", "Retry-After", "5").retryAfter(CLOCK))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_value_that_cannot_be_read_is_logged_by_its_length_only() {
        Logger logger = (Logger) LoggerFactory.getLogger(ClientLog.NAME);
        ListAppender<ILoggingEvent> logs = new ListAppender<>();
        Level before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(logs);
        logs.start();
        try {
            Replies.of(503, "Retry-After", "call 66812345678").retryAfter(CLOCK);
            Replies.of(503, "Retry-After", "5").retryAfter(CLOCK);
        } finally {
            logger.detachAppender(logs);
            logger.setLevel(before);
        }

        assertThat(logs.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(line.getFormattedMessage())
                    .contains("Retry-After of 16 characters")
                    .doesNotContain("6681");
        });
    }

    @Test
    void no_header_says_nothing() {
        assertThat(Replies.of(429, "X-Other", "5").retryAfter(CLOCK)).isNull();
    }

    @Test
    void the_name_of_the_header_is_read_in_any_case() {
        assertThat(Replies.of(429, "retry-after", "5").retryAfter(CLOCK)).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After", "retry-after", "RETRY-AFTER"})
    void the_header_is_found_also_where_it_was_hidden_from_the_http_stack(String name) {
        HttpResponse response = Replies.of(429, "Heliograph-Retry-After", "5");

        assertThat(response.header(name)).isEqualTo("5");
        assertThat(response.retryAfter(CLOCK)).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, true", "204, true", "299, true", "300, false", "404, false", "500, false"})
    void only_the_two_hundreds_are_2xx(int status, boolean is2xx) {
        assertThat(Replies.of(status).is2xx()).isEqualTo(is2xx);
    }

    @Test
    void a_whole_body_is_given_as_it_is() {
        assertThat(body("{\"id\":1}", true).body()).isEqualTo("{\"id\":1}");
        assertThat(body("{\"id\":1}", true).lateBody().get()).isEqualTo("{\"id\":1}");
    }

    @Test
    void half_a_body_is_not_given() {
        assertThat(body("{\"id\":1", false).body()).isEmpty();
        assertThat(body("{\"id\":1", false).lateBody().get()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | text/html",
                "Text/HTML; charset=UTF-8 | text/html",
                "' application/json ' | application/json",
                "application/problem+json;v=1 | application/problem+json"
            })
    void the_content_type_is_a_media_type_in_lower_case_without_parameters(String header, String type) {
        assertThat(Replies.of(200, "content-type", header).contentType()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "html", "text/", "text/html json", "hello/world", "text/x66812345678", "text/\"html\""})
    void what_is_not_a_media_type_is_no_content_type(String header) {
        assertThat(Replies.of(200, "Content-Type", header).contentType()).isNull();
    }

    @Test
    void a_content_type_is_bounded_and_free_of_the_credential() {
        HttpResponse echo = new HttpResponse(
                200,
                Headers.of("Content-Type", "text/hunter-two"),
                new byte[0],
                true,
                new Redactor(List.of(Secret.of("api-key", "Hunter-Two"))));

        assertThat(echo.contentType()).isNull();
        assertThat(Replies.of(200, "Content-Type", "text/" + "x".repeat(100)).contentType())
                .isNull();
        assertThat(Replies.of(200).contentType()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":\"b ß 😀\"}", "\uFEFF{\"a\":1}", " {} ", "", "{}{}", "{\"a\":", "[]", "null", "\uFEFF"})
    void a_document_is_read_from_the_bytes_as_from_the_text(String document) {
        JsonBinding<Map<String, @Nullable String>> binding = JsonBinding.texts();

        assertThat(Replies.withBody(200, document).read(binding)).isEqualTo(binding.read(document));
        assertThat(Replies.cut(200, document).read(binding)).isNull();
    }

    @Test
    void to_string_shows_nothing_of_the_body() {
        assertThat(body("+66812345678", true)).hasToString("HttpResponse[200, 12 characters]");
        assertThat(body("+66812345678", false)).hasToString("HttpResponse[200, 12 characters, cut]");
    }

    @Test
    void a_quote_is_free_of_the_credential() {
        assertThat(Replies.withSecret(401, "Hunter-Two").quote("the key hunter-two is wrong", List.of()))
                .isEqualTo("the key … is wrong");
    }
}
