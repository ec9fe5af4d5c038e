package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.testing.Nulls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendRequestFaultsTest {
    private static SendRequest.Builder good() {
        return SendRequest.to("+66812345678").text("Your code is 482910");
    }

    private static List<String> faultyFields(SendRequest.Builder builder) {
        InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, builder::build);
        assertThat(thrown).isNotNull();
        return thrown.violations().stream().map(Violation::field).toList();
    }

    private static SendRequest.Builder allWrong() {
        return SendRequest.to("0812345678")
                .from("A NAME THAT IS TOO LONG")
                .text("\ud83d")
                .idempotencyKey("no blanks here")
                .tag(" ")
                .validity(Duration.ofMillis(1_500))
                .callbackUrl("ftp://user:hunter2@example.com")
                .deadline(Duration.ZERO);
    }

    @Test
    void every_violation_is_listed_at_once_in_the_order_of_the_fields() {
        assertThat(faultyFields(allWrong()))
                .containsExactly("to", "from", "text", "key", "tag", "validity", "callbackUrl", "deadline");
    }

    @Test
    void the_message_names_every_field_and_repeats_no_value() {
        assertThatThrownBy(allWrong()::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(
                        "to ", "from ", "text ", "key ", "tag ", "validity ", "callbackUrl ", "deadline ")
                .hasMessageNotContaining("0812345678")
                .hasMessageNotContaining("NAME")
                .hasMessageNotContaining("blanks")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void an_empty_request_lacks_its_number_and_its_text() {
        assertThat(faultyFields(SendRequest.to(""))).containsExactly("to", "text");
    }

    @Test
    void a_null_number_and_a_null_text_are_violations_like_others() {
        String missing = Nulls.missing(String.class);

        assertThat(faultyFields(SendRequest.to(missing).text(missing))).containsExactly("to", "text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "ABCDEFGHIJKL"})
    void a_wrong_sender_is_a_violation(String from) {
        assertThat(faultyFields(good().from(from))).containsExactly("from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "no blanks"})
    void a_wrong_key_is_a_violation_and_not_replaced(String key) {
        assertThat(faultyFields(good().idempotencyKey(key))).containsExactly("key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_blank_tag_is_a_violation(String tag) {
        assertThat(faultyFields(good().tag(tag))).containsExactly("tag");
    }

    /** If a vendor changes or truncates a tag, the message can't be found by it. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u007f", "\u001b[0m"})
    void a_tag_with_a_control_character_is_a_violation(String tag) {
        assertThatThrownBy(() -> good().tag(tag).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tag has a control character");
    }

    @Test
    void half_a_surrogate_pair_in_a_tag_is_a_violation_with_its_place() {
        assertThatThrownBy(() -> good().tag("x\ud83d").build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tag has half a surrogate pair at place 2;");
    }

    @Test
    void a_tag_has_at_most_255_characters() {
        assertThat(good().tag("x".repeat(253) + "\ud83d\ude00").build().tag()).isPresent();
        assertThatThrownBy(() -> good().tag("x".repeat(256)).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("tag ", "256", "255")
                .hasMessageNotContaining("xx");
    }

    @Test
    void a_text_of_39016_characters_is_too_long() {
        assertThatThrownBy(() -> good().text("x".repeat(39_016)).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("text ", "39016", "39015")
                .hasMessageNotContaining("xx");
    }

    @ParameterizedTest
    @CsvSource({
        "'\ud83d', 1",
        "'\ude00', 1",
        "'ab\ud83d', 3",
        "'\ude00ab', 1",
        "'a\ude00\ud83d', 2",
        "'\ud83d\ud83d\ude00', 1",
        "'\ud83d\ude00\ude00', 3",
        "'\ud83dx\ude00', 1"
    })
    void half_a_surrogate_pair_is_a_violation_with_its_place(String text, int place) {
        assertThatThrownBy(() -> good().text(text).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("text has half a surrogate pair at place " + place + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "PT1.5S", "PT-0.000000001S", "PT1.000000001S"})
    void a_validity_that_is_not_in_whole_seconds_is_a_violation(Duration validity) {
        assertThat(faultyFields(good().validity(validity))).containsExactly("validity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "example.com/dlr",
                "//example.com/dlr",
                "/dlr",
                "https://",
                "https:///dlr",
                "http:dlr",
                "ftp://example.com/dlr",
                "file:///etc/passwd",
                "mailto:a@example.com",
                "https://exam ple.com",
                "https://example.com/%zz",
                "https://[::1",
                "https://example.com/dlr\n"
            })
    void a_callback_that_is_no_absolute_http_url_is_a_violation(String url) {
        assertThat(faultyFields(good().callbackUrl(url))).containsExactly("callbackUrl");
    }

    @Test
    void every_wrong_media_url_is_a_violation() {
        assertThat(faultyFields(
                        good().media("https://example.com/a.png").media("a.png").media("")))
                .containsExactly("media", "media");
    }

    @Test
    void a_text_beside_media_is_checked_like_any_other() {
        assertThat(faultyFields(good().text("\ud83d").media("https://example.com/a.png")))
                .containsExactly("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.000000001S", "PT-30S", "PT-9223372036854775808S"})
    void a_deadline_that_is_not_in_the_future_is_a_violation(Duration deadline) {
        assertThat(faultyFields(good().deadline(deadline))).containsExactly("deadline");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\u00a0", " \t\r\n", "\u200b", "\ufeff"})
    void a_text_that_shows_nothing_is_a_violation(String text) {
        assertThatThrownBy(() -> good().text(text).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("text shows nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xy\u0000", "xy\u001b[31m", "xy\u0007", "xy\u007f", "xy\u0085"})
    void a_control_character_in_a_text_is_a_violation_with_its_place(String text) {
        assertThatThrownBy(() -> good().text(text).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("text has the control character U+00", "at place 3", "line feed")
                .hasMessageNotContaining("xy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "two\r\nlines", "a page\fbreak", "a\ttab", "."})
    void line_ends_page_breaks_and_tabs_are_sent_as_they_are(String text) {
        assertThat(good().text(text).build().text()).isEqualTo(text);
    }
}
