package io.heliograph.textingline;

import static io.heliograph.testkit.VendorServer.refusal;
import static io.heliograph.textingline.TextingLineVendor.fixture;
import static io.heliograph.textingline.TextingLineVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 201 whose message has failed ({@code error-types.tsv}: the vendor's error types and their meaning). */
class TextingLineFailedMessageTest {
    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    @Test
    void the_documented_failure_inside_a_201_is_no_success() {
        VENDOR.says(201, fixture("send-failed.reply.json"));

        SendOutcome outcome = VENDOR.trySend(request().build());

        Failure failure = refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.OPTED_OUT);
        assertThat(failure.code()).contains("opted_out");
        assertThat(failure.vendorText())
                .contains("The recipient has opted out from receiving messages from this sender.");
        assertThat(outcome.attempts()).extracting("httpStatus").containsExactly(201);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void the_vendor_has_eleven_reasons_and_each_but_two_says_that_nothing_was_sent() {
        List<String> reasons = fixture("error-types.tsv")
                .lines()
                .skip(1)
                .map(line -> line.split("\t", -1)[0])
                .toList();

        assertThat(reasons).hasSize(9).doesNotHaveDuplicates().doesNotContain("unknown", "provider_error");
        assertThat(reasons)
                .allSatisfy(reason -> assertThat(
                                VENDOR.refused(201, failed(reason, "canary")).reason())
                        .as(reason)
                        .doesNotContain("it failed at the provider"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "error-types.tsv", delimiter = '\t', numLinesToSkip = 1)
    void each_reason_has_its_meaning_and_its_own_answer_to_failover(
            String reason, ErrorType type, boolean failover, String description) {
        Failure failure = VENDOR.refused(201, failed(reason, description));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.code()).contains(reason);
        assertThat(failure.vendorText()).contains(description);
        assertThat(failure.retryAfter()).isEmpty();
    }

    /** The key is used up: the vendor would return the same failure again. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "error-types.tsv", delimiter = '\t', numLinesToSkip = 1)
    void no_reason_is_retried_with_the_same_key(String reason) {
        assertThat(VENDOR.refused(201, failed(reason, "no")).retryable()).isFalse();
    }

    @Test
    void where_a_new_try_may_help_the_advice_is_a_new_key() {
        assertThat(VENDOR.refused(201, failed("platform_error", "no")).reason()).contains("new key");
    }

    /** The vendor's texts ("Send a message", 2026-03); only of a platform_error does it say that nothing was sent. */
    @ParameterizedTest
    @CsvSource({
        "provider_error, The upstream provider encountered an internal processing error",
        "unknown, An unspecified error occurred during message processing",
        "Provider_Error, The upstream provider encountered an internal processing error"
    })
    void a_reason_that_does_not_say_that_nothing_was_sent_leaves_it_unknown(String reason, String description) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(201, failed(reason, description));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            SendOutcome outcome = client.trySend(request().build());

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(((SendOutcome.Unknown) outcome).reason())
                    .contains(reason.toLowerCase(Locale.ROOT), "doesn't say that nothing was sent");
        }
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "error-types.tsv", delimiter = '\t', numLinesToSkip = 1)
    void another_provider_is_asked_only_where_that_may_help(String reason, ErrorType type, boolean failover) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(201, failed(reason, "no"));
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

    /** TextingLine has no MMS to this number; another provider may. A text to a landline fails everywhere. */
    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void a_restricted_service_is_asked_for_elsewhere_only_with_media(boolean media, int sends) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(201, failed("service_restricted", "The requested service type is not supported"));
        SendRequest.Builder request = request();
        if (media) {
            request.media("https://example.com/zoo.jpg");
        }
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().build())
                .provider(second)
                .build()) {
            client.trySend(request.build());
        }

        assertThat(second.sends()).isEqualTo(sends);
        assertThat(VENDOR.refused(201, failed("service_restricted", "no")).type())
                .isEqualTo(ErrorType.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"solar_flare", "OPTED-OUT", "33023"})
    void a_reason_that_is_not_documented_is_final_and_keeps_its_word(String reason) {
        Failure failure = VENDOR.refused(201, failed(reason, "The moon is in the wrong house"));

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.failover()).isFalse();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.code()).contains(reason);
        assertThat(failure.reason()).contains("moon", "wrong", "house");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"msg_1\",\"status\":\"failed\"}",
                "{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":null,\"errorMessage\":null}",
                "{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":\"\",\"errorMessage\":\"\"}",
                "{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":\"no word but prose\"}",
                "{\"id\":\"msg_1\",\"status\":\"failed\",\"errorType\":{},\"errorMessage\":[]}"
            })
    void a_failure_without_a_reason_is_a_failure_still(String body) {
        Failure failure = VENDOR.refused(201, body);

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.failover()).isFalse();
        assertThat(failure.code()).isEmpty();
    }

    /** A gateway may say so about a request that it has forwarded. */
    @Test
    void a_failure_that_names_no_message_leaves_it_unknown() {
        VENDOR.says(200, "{\"status\":\"FAILED\",\"message\":\"upstream timed out\"}");

        assertThat(VENDOR.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "queued"})
    void a_reason_without_a_failed_status_is_no_failure(String status) {
        assertThat(VENDOR.accepted(201, failed("opted_out", "no").replace("\"failed\"", '"' + status + '"'))
                        .failure())
                .isEmpty();
    }

    @Test
    void a_reason_that_repeats_number_text_or_media_url_hides_them() {
        VENDOR.says(
                201, failed("solar_flare", "sorry, zebra to +18005551234 with https://example.com/zoo.jpg refused"));

        SendOutcome outcome = VENDOR.trySend(request()
                .text("A zebra for you")
                .media("https://example.com/zoo.jpg")
                .build());

        assertThat(refusal(outcome).reason())
                .contains("sorry", "refused")
                .doesNotContain("zebra", "8005551234", "example.com", "zoo");
    }

    @Test
    void without_any_text_in_the_request_the_vendors_words_are_still_quoted() {
        VENDOR.says(201, failed("solar_flare", "sorry, no sun"));

        SendOutcome outcome = VENDOR.trySend(SendRequest.to("+18005551234")
                .from("12345")
                .media("https://example.com/zoo.jpg")
                .build());

        assertThat(refusal(outcome).reason()).contains("sorry, no sun");
    }

    private static String failed(String reason, String text) {
        return fixture("send-failed.reply.json")
                .replace("\"opted_out\"", '"' + reason + '"')
                .replace("The recipient has opted out from receiving messages from this sender.", text);
    }
}
