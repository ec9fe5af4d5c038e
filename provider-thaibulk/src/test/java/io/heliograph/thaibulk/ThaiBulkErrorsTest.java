package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.heliograph.thaibulk.ThaiBulkVendor.error;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static io.heliograph.thaibulk.ThaiBulkVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's errors: four codes, and the HTTP statuses of its page. */
class ThaiBulkErrorsTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @Test
    void the_documented_example_is_an_empty_account_that_another_provider_may_help_out() {
        Failure failure = VENDOR.refused(402, fixture("error-402.reply.json"));

        assertThat(failure.type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(failure.code()).contains("INSUFFICIENT_CREDITS");
        assertThat(failure.vendorText()).contains("Insufficient credits");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.failover()).isTrue();
        assertThat(failure.reason()).contains("not enough credits");
    }

    /** HTTP statuses without a code, as from most endpoints. */
    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST,     false, false, 'Something odd'",
        "401, AUTHENTICATION,      true,  false, key",
        "402, INSUFFICIENT_CREDIT, true,  false, credits",
        "403, PERMISSION,          true,  false, another account",
        "404, CONFIGURATION,       true,  false, nothing at this path",
        "422, INVALID_REQUEST,     false, false, 'Something odd'",
        "429, RATE_LIMITED,        true,  true,  more requests",
        "418, OTHER,               false, false, 'Something odd'"
    })
    void each_status_has_its_meaning_without_a_code(
            int status, ErrorType type, boolean failover, boolean retryable, String reason) {
        Failure failure = VENDOR.refused(status, error("Something odd"));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.retryable()).as("retryable").isEqualTo(retryable);
        assertThat(failure.reason()).contains(reason);
        assertThat(failure.vendorText()).contains("Something odd");
        assertThat(failure.code()).isEmpty();
    }

    /** The code takes precedence over a 4xx status. */
    @ParameterizedTest
    @CsvSource({
        "INSUFFICIENT_CREDITS, 400, INSUFFICIENT_CREDIT, true,  credits",
        "INSUFFICIENT_CREDITS, 402, INSUFFICIENT_CREDIT, true,  credits",
        "insufficient_credits, 402, INSUFFICIENT_CREDIT, true,  credits"
    })
    void each_code_has_its_meaning(String code, int status, ErrorType type, boolean failover, String reason) {
        Failure failure = VENDOR.refused(status, error("Something odd", code));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.reason()).contains(reason);
        assertThat(failure.code()).contains(code);
    }

    /** A 409 is documented for a cancellation only: for a send it may be about an earlier attempt. */
    @ParameterizedTest
    @ValueSource(strings = {"NOT_SCHEDULED", "ALREADY_CANCELLED", "ALREADY_PROCESSING", "DUPLICATE"})
    void a_conflict_leaves_a_send_unknown(String code) {
        VENDOR.says(409, error("Something odd", code));

        assertThat(VENDOR.trySend(ThaiBulkVendor.request().build())).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BRAND_NEW", "E4001"})
    void a_code_that_is_not_documented_leaves_the_decision_to_the_status(String code) {
        Failure failure = VENDOR.refused(400, error("Something odd", code));

        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.code()).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{\"error\":",
                "{\"error\":null}",
                "{\"error\":{\"message\":\"nested\"}}",
                "{\"error\":[\"a\"],\"code\":{}}"
            })
    void an_envelope_of_another_shape_leaves_the_decision_to_the_status(String body) {
        Failure failure = VENDOR.refused(402, body);

        assertThat(failure.type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(failure.code()).isEmpty();
    }

    @Test
    void an_envelope_that_is_wrapped_is_read_too() {
        assertThat(VENDOR.refused(400, """
                        {"success":false,"data":{"error":"Insufficient credits","code":"INSUFFICIENT_CREDITS"}}""").type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 599})
    void a_server_error_without_a_known_code_is_unknown_and_asks_no_other_provider(int status) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(status, error("Something odd", "INTERNAL"));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            assertThat(client.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
        }

        assertThat(second.sends()).isZero();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"402, true", "429, true", "401, true", "400, false"})
    void another_provider_is_asked_where_that_can_help(int status, boolean asked) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(status, error("Something odd"));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            client.trySend(request().build());
        }

        assertThat(second.sends()).isEqualTo(asked ? 1 : 0);
    }

    @Test
    void a_wait_is_taken_where_the_vendor_gives_one() {
        VENDOR.says(aResponse().withStatus(429).withHeader("Retry-After", "30").withBody(error("Slow down")));

        assertThat(VendorServer.refusal(VENDOR.trySend(request().build())).retryAfter())
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void what_the_vendor_repeats_of_text_number_and_key_is_not_repeated_here() {
        Failure failure = VENDOR.refused(
                400, error("bad content 'รหัส 482910' to 0812345678 or 66812345678 with " + ThaiBulkVendor.KEY));

        assertThat(failure.reason())
                .startsWith("thaibulk: HTTP 400: bad content")
                .doesNotContain("482910", "รหัส", "812345678", ThaiBulkVendor.KEY);
    }
}
