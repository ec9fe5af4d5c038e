package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import java.math.BigDecimal;
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
        Failure failure = message.failure().orElseThrow();
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

        Failure failure = VENDOR.status(ID).failure().orElseThrow();

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
    @ValueSource(strings = {"<html><h1>404 Not Found</h1></html>", "Not Found", "", "{}"})
    void a_404_that_is_not_the_vendors_is_a_wrong_base_url(String body) {
        VENDOR.says(404, body);

        assertThat(failure(ConfigurationException.class)).hasMessageContaining("HTTP 404");
    }

    @ParameterizedTest
    @CsvSource({"401, error-401.reply.json, AUTHENTICATION", "403, error-403.reply.json, PERMISSION"})
    void a_key_that_may_not_ask_is_told_apart_from_a_message_that_is_not_there(
            int status, String file, ErrorType type) {
        VENDOR.says(status, fixture(file));

        assertThat(failure(CredentialsException.class).errorType()).isEqualTo(type);
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
