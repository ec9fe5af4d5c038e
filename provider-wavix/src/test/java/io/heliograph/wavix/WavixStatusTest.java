package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RateLimitedException;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v3/messages/{id}}. */
class WavixStatusTest {
    private static final String ID = "3a525ca2-6909-4c72-9399-905adf7f3a74";

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @Test
    void a_question_is_one_get_with_the_key_as_bearer() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        VENDOR.status(ID);

        VENDOR.got(getRequestedFor(urlEqualTo("/v3/messages/" + ID))
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Content-Type", absent()));
        assertThat(VENDOR.onlyRequest().getBody()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-delivered.reply.json", "status-wrapped.reply.json"})
    void a_message_is_read_flat_and_wrapped(String file) {
        VENDOR.says(200, fixture(file));

        Message message = VENDOR.status(ID);

        assertThat(message.id()).isEqualTo(new MessageId("wavix", ID));
        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(message.rawStatus()).isEqualTo("delivered");
        assertThat(message.from()).contains(Sender.of("+15072429497"));
        assertThat(message.to()).contains(PhoneNumber.of("+16419252149"));
        assertThat(message.segments()).hasValue(1);
        assertThat(message.price()).contains(new Money(new BigDecimal("0.01"), "USD"));
        assertThat(message.fees()).contains(new Money(new BigDecimal("0.0"), "USD"));
        assertThat(message.tag()).contains("Fall sale");
        assertThat(message.submittedAt()).contains(Instant.parse("2022-04-14T13:51:16.096Z"));
        assertThat(message.sentAt()).contains(Instant.parse("2022-04-14T13:51:16.096Z"));
        assertThat(message.deliveredAt()).contains(Instant.parse("2022-04-14T13:51:16.096Z"));
        assertThat(message.failure()).isEmpty();
        assertThat(message.rawJson()).isEqualTo(fixture(file)).contains("\"024\"");
    }

    @ParameterizedTest
    @CsvSource({"undelivered, UNDELIVERED", "rejected, REJECTED", "expired, EXPIRED"})
    void a_failed_message_says_why(String word, Status status) {
        VENDOR.says(
                200,
                fixture("status-delivered.reply.json")
                        .replace("\"delivered\"", '"' + word + '"')
                        .replace("\"error_message\": null", "\"error_message\": \"Unsubscribed recipient\""));

        Message message = VENDOR.status(ID);

        assertThat(message.status()).isEqualTo(status);
        Refusal failure = message.failure().orElseThrow();
        assertThat(failure.type()).isEqualTo(ErrorType.OPTED_OUT);
        assertThat(failure.vendorText()).contains("Unsubscribed recipient");
    }

    @Test
    void an_empty_error_text_is_none() {
        VENDOR.says(
                200,
                fixture("status-delivered.reply.json")
                        .replace("\"delivered\"", "\"undelivered\"")
                        .replace("\"error_message\": null", "\"error_message\": \"\""));

        Refusal failure = VENDOR.status(ID).failure().orElseThrow();

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.vendorText()).isEmpty();
    }

    @Test
    void a_receipt_that_never_came_is_no_failure() {
        VENDOR.says(200, fixture("status-delivered.reply.json").replace("\"delivered\"", "\"dlr_expired\""));

        Message message = VENDOR.status(ID);

        assertThat(message.status().isFinal()).isTrue();
        assertThat(message.status().isFailure()).isFalse();
        assertThat(message.failure()).isEmpty();
    }

    @Test
    void a_message_that_the_vendor_does_not_know_is_not_found() {
        VENDOR.says(404, fixture("error-404.reply.json"));

        assertThatThrownBy(() -> VENDOR.status(ID))
                .isInstanceOf(MessageNotFoundException.class)
                .hasMessageContaining("wavix");
    }

    @ParameterizedTest
    @CsvSource({"401, error-401.reply.json, AUTHENTICATION", "403, error-403.reply.json, PERMISSION"})
    void a_key_that_may_not_ask_is_told_apart_from_a_message_that_is_not_there(
            int status, String file, ErrorType type) {
        VENDOR.says(status, fixture(file));

        assertThat(failure(CredentialsException.class).errorType()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_server_error_says_nothing_about_the_message_and_is_not_repeated(int status) {
        VENDOR.says(
                aResponse().withStatus(status).withHeader("Retry-After", "0").withBody("<html>"));

        assertThat(failure(ProviderUnavailableException.class).mayHaveBeenSent())
                .isFalse();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_rate_limit_gives_its_wait() {
        VENDOR.says(aResponse().withStatus(429).withHeader("Retry-After", "30").withBody(error("Too many requests")));

        assertThat(failure(RateLimitedException.class).refusal().orElseThrow().retryAfter())
                .contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"message_id\":"})
    void an_answer_that_cannot_be_read_keeps_the_id_and_claims_nothing(String body) {
        VENDOR.says(200, body);

        Message message = VENDOR.status(ID);

        assertThat(message.id()).isEqualTo(new MessageId("wavix", ID));
        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", " ", "../sender-ids", "a/b", "/", "..\\x", "a\nb", "a\u0000b", "a\r\nX-Evil: 1"})
    void an_id_that_could_climb_out_of_the_path_is_refused_before_any_request(String id) {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        assertThatThrownBy(() -> VENDOR.status(id))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("id ");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "abc123de-4567-890f-gh12-ijklmnop3456, abc123de-4567-890f-gh12-ijklmnop3456",
        "%2e%2e,                               %252e%252e",
        "a?type=inbound,                       a%3Ftype=inbound",
        "a#b,                                  a%23b",
        "a b,                                  a%20b",
        "ข้อความ,                              %E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%84%E0%B8%A7%E0%B8%B2%E0%B8%A1"
    })
    void any_other_id_is_opaque_and_stays_one_segment(String id, String segment) {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        VENDOR.status(id);

        assertThat(VENDOR.onlyRequest().getUrl()).isEqualTo("/v3/messages/" + segment);
    }

    @Test
    void the_path_of_the_base_url_is_kept() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().baseUrl(VENDOR.url() + "/gateway/").build())
                .build()) {
            client.status(new MessageId("wavix", ID));
        }

        VENDOR.got(getRequestedFor(urlEqualTo("/gateway/v3/messages/" + ID)));
    }

    private static <T extends SmsException> T failure(Class<T> type) {
        T failure = catchThrowableOfType(type, () -> VENDOR.status(ID));
        assertThat(failure).isNotNull();
        return failure;
    }
}
