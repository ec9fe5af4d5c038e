package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendRequestTest {
    private static SendRequest.Builder good() {
        return SendRequest.to("+66812345678").text("Your code is 482910");
    }

    @Test
    void a_number_and_a_text_are_enough() {
        SendRequest request = good().build();

        assertThat(request.to()).isEqualTo(PhoneNumber.of("+66812345678"));
        assertThat(request.text()).isEqualTo("Your code is 482910");
    }

    @Test
    void what_is_left_out_is_empty() {
        SendRequest request = good().build();

        assertThat(request.from()).isEmpty();
        assertThat(request.tag()).isEmpty();
        assertThat(request.validity()).isEmpty();
        assertThat(request.callbackUrl()).isEmpty();
        assertThat(request.deadline()).isEmpty();
    }

    @Test
    void every_option_is_kept() {
        SendRequest request = good().from("ACME")
                .idempotencyKey("order-42")
                .tag("otp")
                .validity(Duration.ofMinutes(5))
                .callbackUrl("https://example.com/dlr?id=1")
                .deadline(Duration.ofSeconds(8))
                .build();

        assertThat(request.from()).contains(Sender.of("ACME"));
        assertThat(request.key()).isEqualTo(IdempotencyKey.of("order-42"));
        assertThat(request.tag()).contains("otp");
        assertThat(request.validity()).contains(Duration.ofMinutes(5));
        assertThat(request.callbackUrl()).contains(URI.create("https://example.com/dlr?id=1"));
        assertThat(request.deadline()).contains(Duration.ofSeconds(8));
    }

    @Test
    void typed_values_mean_the_same_as_their_texts() {
        SendRequest request = SendRequest.to(PhoneNumber.of("+66812345678"))
                .from(Sender.of("+66998765432"))
                .idempotencyKey(IdempotencyKey.of("order-42"))
                .text("hello")
                .build();

        assertThat(request.to()).isEqualTo(PhoneNumber.of("+66812345678"));
        assertThat(request.from()).contains(Sender.of("+66998765432"));
        assertThat(request.key()).isEqualTo(IdempotencyKey.of("order-42"));
    }

    @Test
    void every_build_without_a_key_names_another_send() {
        SendRequest.Builder builder = good();

        assertThat(builder.build().key()).isNotEqualTo(builder.build().key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " x ", "x\n", "รหัส 482910", "\ud83d\ude00", "a\ud83d\ude00\ud83d\ude00b", "e\u0301"})
    void any_text_of_whole_characters_is_taken_unchanged(String text) {
        assertThat(good().text(text).build().text()).isEqualTo(text);
    }

    @Test
    void the_longest_text_has_39015_characters() {
        String text = "x".repeat(39_015);

        assertThat(good().text(text).build().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 259_200})
    void a_validity_of_whole_seconds_is_taken(long seconds) {
        Duration validity = Duration.ofSeconds(seconds);

        assertThat(good().validity(validity).build().validity()).contains(validity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://example.com:8443/a/b?x=1&y=2",
                "http://127.0.0.1:8080/dlr",
                "https://[::1]/dlr"
            })
    void an_absolute_http_url_is_taken_for_callbacks(String url) {
        assertThat(good().callbackUrl(url).build().callbackUrl()).contains(URI.create(url));
    }

    @Test
    void a_message_with_media_needs_no_text() {
        SendRequest request = SendRequest.to("+66812345678")
                .media("https://example.com/a.png")
                .media("https://example.com/b.png")
                .build();

        assertThat(request.text()).isEmpty();
        assertThat(request.media())
                .containsExactly(URI.create("https://example.com/a.png"), URI.create("https://example.com/b.png"));
    }

    @Test
    void the_time_to_send_at_is_kept() {
        Instant time = Instant.parse("2026-11-20T08:00:00Z");

        assertThat(good().sendAt(time).build().sendAt()).contains(time);
        assertThat(good().build().sendAt()).isEmpty();
    }

    @Test
    void the_shortest_deadline_is_one_nanosecond() {
        assertThat(good().deadline(Duration.ofNanos(1)).build().deadline()).contains(Duration.ofNanos(1));
    }

    @Test
    void to_string_shows_no_text_and_no_number() {
        SendRequest request =
                good().from("+66998765432").idempotencyKey("order-42").build();

        assertThat(request).hasToString("SendRequest[to=+66…78, from=+66…32, text=19 characters, key=order-42]");
    }

    @Test
    void to_string_shows_a_missing_sender_as_a_dash() {
        assertThat(good().build().toString()).contains("from=-").doesNotContain("482910");
    }

    @Test
    void a_builder_of_a_request_has_everything_that_it_has() {
        SendRequest request = SendRequest.to("+66812345678")
                .from("ACME")
                .text("hello")
                .idempotencyKey("order-1")
                .tag("tag")
                .validity(Duration.ofMinutes(5))
                .callbackUrl("https://example.com/dlr")
                .deadline(Duration.ofSeconds(3))
                .sendAt(Instant.parse("2030-01-01T00:00:00Z"))
                .media("https://example.com/cat.png")
                .route("a || b")
                .allowDuplicates()
                .build();

        assertThat(request.toBuilder().build()).usingRecursiveComparison().isEqualTo(request);
    }
}
