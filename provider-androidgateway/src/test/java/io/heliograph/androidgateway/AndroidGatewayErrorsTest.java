package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderState;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mapping of the gateway's errors for a send, except 409 ({@code errors.tsv}: the texts of server 1.47.1, and of 1.47.0
 * with prefix).
 */
class AndroidGatewayErrorsTest {
    private static final String FILE = "errors.tsv";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = FILE, delimiter = '\t', numLinesToSkip = 1, quoteCharacter = '`')
    void each_documented_refusal_has_its_meaning(
            int status, String text, ErrorType type, boolean failover, boolean retryable, @Nullable Duration wait) {
        Failure failure = VENDOR.refused(status, error(text));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.failover()).as("failover").isEqualTo(failover);
        assertThat(failure.retryable()).as("retryable").isEqualTo(retryable);
        assertThat(failure.retryAfter().orElse(null)).as("retryAfter").isEqualTo(wait);
        assertThat(failure.vendorText()).contains(text);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = FILE, delimiter = '\t', numLinesToSkip = 1, quoteCharacter = '`')
    void another_provider_is_asked_exactly_where_failover_says_so(
            int status, String text, ErrorType type, boolean failover) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(status, error(text));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            SendOutcome outcome = client.trySend(request().build());

            assertThat(outcome.attempts().get(0).error()).isEqualTo(type);
            assertThat(outcome.attempts().get(0).httpStatus()).isEqualTo(status);
        }
        assertThat(second.sends()).isEqualTo(failover ? 1 : 0);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_404_in_plain_text_is_a_wrong_base_url() {
        VENDOR.says(aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "text/plain; charset=utf-8")
                .withBody("Not Found"));

        Failure failure = VendorServer.refusal(VENDOR.trySend(request().build()));

        assertThat(failure.type()).isEqualTo(ErrorType.CONFIGURATION);
        assertThat(failure.failover()).isTrue();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.reason()).contains("base-url");
    }

    @Test
    void the_empty_401_of_a_phone_is_not_answered_with_a_second_request() {
        VENDOR.says(aResponse()
                .withStatus(401)
                .withHeader("WWW-Authenticate", "Basic realm=\"Access to SMS Gateway\"", "Bearer realm=\"sms\""));

        assertThat(VendorServer.refusal(VENDOR.trySend(request().build())).type())
                .isEqualTo(ErrorType.AUTHENTICATION);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "403, PERMISSION",
        "404, CONFIGURATION",
        "429, RATE_LIMITED"
    })
    void the_http_status_alone_has_a_meaning(int status, ErrorType type) {
        for (String body : new String[] {"", "<html>no</html>", "null", "[]", "{}", "{\"message\":{}}"}) {
            assertThat(VENDOR.refused(status, body).type()).as(body).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "408, '{\"message\":\"Request Timeout\"}'",
        "500, '{\"message\":\"failed to handle request\"}'",
        "500, '{\"message\":\"invalid phone number\"}'",
        "500, ''",
        "501, '{\"message\":\"not implemented\"}'",
        "500, '{\"message\":\"failed to enqueue message: queue limits exceeded: too many\"}'",
        "503, '{\"message\":\"upstream: failed to enqueue message: queue limits exceeded: too many\"}'",
        "503, '{\"message\":\"queue limits exceeded\"}'",
        "502, <html>502 Bad Gateway</html>",
        "503, <html>503 Service Unavailable</html>",
        "503, ''",
        "503, '{\"message\":\"down for maintenance\"}'",
        "504, <html>504 Gateway Time-out</html>"
    })
    void an_error_that_does_not_say_whether_it_was_stored_leaves_the_send_unknown(int status, String body) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(status, body);
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            SendOutcome outcome = client.trySend(request().build());

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(outcome.key().value()).isEqualTo("PyDmBQZZXYmyxMwED8Fzy");
        }
        assertThat(second.sends()).isZero();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After", "retry-after"})
    void a_hint_of_a_proxy_is_kept(String header) {
        VENDOR.says(aResponse().withStatus(429).withHeader(header, "90").withBody(error("Too Many Requests")));

        assertThat(VendorServer.refusal(VENDOR.trySend(request().build())).retryAfter())
                .contains(Duration.ofSeconds(90));
    }

    @Test
    void a_short_hint_does_not_shorten_the_minute_of_a_full_queue() {
        VENDOR.says(aResponse()
                .withStatus(503)
                .withHeader("Retry-After", "1")
                .withBody(error("failed to enqueue message: queue limits exceeded: too many failed messages")));

        assertThat(VendorServer.refusal(VENDOR.trySend(request().build())).retryAfter())
                .contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"PyDmBQZZXYmyxMwED8Fzy, ACCOUNT, THROTTLED", ", SENDER, UP"})
    void a_full_queue_stops_the_provider_only_where_it_is_the_one_phone(
            @Nullable String deviceId, LimitScope scope, ProviderState.Kind state) {
        VENDOR.says(503, error("failed to enqueue message: queue limits exceeded: too many failed messages"));
        AndroidGateway.Builder gateway = VENDOR.door();
        if (deviceId != null) {
            gateway.deviceId(deviceId);
        }
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(gateway.build())
                .build()) {
            assertThat(VendorServer.refusal(client.trySend(request().build())).scope())
                    .isEqualTo(scope);
            assertThat(client.states().values()).extracting(ProviderState::kind).containsExactly(state);
        }
    }
}
