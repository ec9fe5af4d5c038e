package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.HttpResponse;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors inside a 2xx, of which some are certain rejections. */
class SendResultIn2xxTest {
    private static final List<String> PERSONAL = List.of("+66812345678", "Kestrel");
    private static final ErrorTable TABLE = ErrorTable.of(
            ErrorRow.code("1").is(ErrorType.RATE_LIMITED).say("slow down"),
            ErrorRow.status(200).withCode("7").is(ErrorType.RECIPIENT_BLOCKED),
            ErrorRow.code("8").withText("unsubscribed").is(ErrorType.OPTED_OUT),
            ErrorRow.status(400).withCode("9").is(ErrorType.INSUFFICIENT_CREDIT),
            ErrorRow.code("20").is(ErrorType.DUPLICATE),
            ErrorRow.text("no money").is(ErrorType.INSUFFICIENT_CREDIT));

    private static SendResult answer(HttpResponse response, @Nullable String code, @Nullable String text) {
        return TABLE.resultIn2xx(response, code, text, PERSONAL);
    }

    @ParameterizedTest
    @CsvSource({"1, , RATE_LIMITED", "7, , RECIPIENT_BLOCKED", "8, he unsubscribed, OPTED_OUT"})
    void a_row_with_the_code_rejects(String code, @Nullable String text, ErrorType type) {
        assertThat(answer(Replies.of(200), code, text)).isInstanceOfSatisfying(SendResult.Rejected.class, rejected -> {
            assertThat(rejected.failure().type()).isEqualTo(type);
            assertThat(rejected.failure().code()).contains(code);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "5, internal error", // no row matches
        ", no money", // text alone
        "5, no money",
        "8, he didn't answer", // a row's code without its text
        "9, ", // a row of another status
        "20, sent before" // an earlier attempt may be the SMS
    })
    void everything_else_is_unknown(@Nullable String code, @Nullable String text) {
        assertThat(answer(Replies.of(200), code, text)).isInstanceOf(SendResult.Unknown.class);
    }

    @Test
    void a_row_of_another_2xx_is_of_that_one() {
        assertThat(answer(Replies.of(202), "7", null)).isInstanceOf(SendResult.Unknown.class);
    }

    @Test
    void the_wait_that_the_vendor_asks_for_is_kept() {
        assertThat(answer(Replies.of(200, "Retry-After", "7"), "1", null))
                .isInstanceOfSatisfying(
                        SendResult.Rejected.class,
                        rejected -> assertThat(rejected.failure().retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void what_is_personal_is_repeated_in_neither() {
        assertThat(answer(Replies.of(200), "5", "couldn't reach Kestrel at +66812345678"))
                .isInstanceOfSatisfying(
                        SendResult.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .startsWith("HTTP 200 with the vendor's code 5:")
                                .contains("reach")
                                .doesNotContain("Kestrel", "6681"));
    }
}
