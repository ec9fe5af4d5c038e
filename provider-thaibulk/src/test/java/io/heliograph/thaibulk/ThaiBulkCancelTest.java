package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.error;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /sms/{uuid}/cancel}. */
class ThaiBulkCancelTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @Test
    void a_cancellation_is_one_post_with_an_empty_object() {
        VENDOR.says(200, fixture("cancel.reply.json"));

        Message message = VENDOR.cancel();

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/" + ThaiBulkVendor.UUID + "/cancel"))
                .withHeader("x-api-key", equalTo(ThaiBulkVendor.KEY))
                .withRequestBody(equalToJson(fixture("cancel.request.json"), false, false)));
        assertThat(message.id()).isEqualTo(ThaiBulkVendor.ID);
        assertThat(message.status()).isEqualTo(Status.CANCELLED);
        assertThat(message.rawStatus()).isEqualTo("cancelled");
        assertThat(message.rawJson()).isEqualTo(fixture("cancel.reply.json"));
    }

    @ParameterizedTest
    @CsvSource({"200, '{}'", "200, '{\"success\":true,\"data\":{\"refunded\":1}}'", "204, ''", "200, ''"})
    void any_2xx_that_does_not_say_no_has_cancelled(int status, String body) {
        VENDOR.says(status, body);

        assertThat(VENDOR.cancel().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void prose_with_a_2xx_promises_nothing() {
        VENDOR.says(200, "<html><body>Me SMS</body></html>");

        assertThat(VENDOR.cancel().status()).isEqualTo(Status.CANCELLING);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 200})
    void cancelled_already_is_what_was_asked_for(int status) {
        VENDOR.says(status, error("Already cancelled", "ALREADY_CANCELLED"));

        assertThat(VENDOR.cancel().status()).isEqualTo(Status.CANCELLED);
    }

    /** The vendor returns 400 or 409 for each of them: only the code decides. */
    @ParameterizedTest
    @CsvSource({
        "400, ALREADY_PROCESSING, too late",
        "409, ALREADY_PROCESSING, too late",
        "400, NOT_SCHEDULED, scheduled",
        "409, NOT_SCHEDULED, scheduled"
    })
    void what_cannot_be_cancelled_says_why(int status, String code, String reason) {
        VENDOR.says(status, error("No", code));

        SmsException failure = failure();

        assertThat(failure.errorType()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining(reason);
        assertThat(failure.failure().orElseThrow().code()).contains(code);
        assertThat(failure.retryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "409, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "403, PERMISSION",
        "429, RATE_LIMITED",
        "500, PROVIDER_ERROR"
    })
    void without_a_code_the_status_decides(int status, ErrorType type) {
        VENDOR.says(status, error("No"));

        assertThat(failure().errorType()).isEqualTo(type);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_2xx_that_says_no_has_not_cancelled() {
        VENDOR.says(200, "{\"success\":false}");

        assertThat(failure().errorType()).isEqualTo(ErrorType.PROVIDER_ERROR);
    }

    @Test
    void a_message_that_the_vendor_does_not_know_is_not_found() {
        VENDOR.says(404, error("Not found"));

        assertThat(failure()).isInstanceOf(MessageNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void a_path_that_is_not_there_names_its_setting(int status) {
        VENDOR.says(status, "<html>");

        SmsException failure = failure();

        assertThat(failure.errorType()).isEqualTo(ErrorType.CONFIGURATION);
        assertThat(failure).hasMessageContaining("heliograph.providers.thaibulk.path-cancel");
    }

    @Test
    void the_path_is_a_setting() {
        VENDOR.says(200, fixture("cancel.reply.json"));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door()
                        .path(AssumedPath.CANCEL, "/scheduled/{uuid}")
                        .build())
                .build()) {
            client.cancel(ThaiBulkVendor.ID);
        }

        assertThat(VENDOR.asked()).containsExactly("POST /scheduled/" + ThaiBulkVendor.UUID);
    }

    private static SmsException failure() {
        SmsException failure = catchThrowableOfType(SmsException.class, VENDOR::cancel);
        assertThat(failure).isNotNull();
        return failure;
    }
}
