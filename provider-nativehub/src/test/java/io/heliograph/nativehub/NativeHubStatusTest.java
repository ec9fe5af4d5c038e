package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.AccountException;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /messages/{id}}. */
class NativeHubStatusTest {
    private static final String ID = "d4e5f6a7-b8c9-0123-def4-567890123456";

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @Test
    void a_query_is_one_get_with_the_key() {
        VENDOR.says(200, fixture("send-full.reply.json"));

        Message message = VENDOR.status(ID);

        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/messages/" + ID))
                .withHeader("X-API-Key", equalTo(NativeHubVendor.KEY))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Content-Type", absent()));
        assertThat(VENDOR.onlyRequest().getBody()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"failed, FAILED", "rejected, REJECTED", "expired, EXPIRED"})
    void a_failed_message_says_why(String word, Status status) {
        VENDOR.says(200, fixture("send-rejected.reply.json").replace("\"rejected\"", '"' + word + '"'));

        Message message = VENDOR.status("msg_abc123def456");

        assertThat(message.status()).isEqualTo(status);
        Failure failure = message.failure().orElseThrow();
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(failure.vendorText()).contains("Number is not in service");
        assertThat(message.toString()).doesNotContain("not in service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"message not found\"}", ""})
    void a_message_that_the_vendor_does_not_know_is_not_found(String body) {
        VENDOR.says(404, body);

        assertThatThrownBy(() -> VENDOR.status(ID)).isInstanceOf(MessageNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>404</html>", "404 page not found", "{\"message\":\"no route\"}"})
    void a_404_without_the_vendors_envelope_is_a_wrong_base_url(String body) {
        VENDOR.says(404, body);

        assertThatThrownBy(() -> VENDOR.status(ID)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_key_without_permission_differs_from_an_unknown_message() {
        VENDOR.says(401, error("unauthorized"));
        assertThat(failure(CredentialsException.class).errorType()).isEqualTo(ErrorType.AUTHENTICATION);

        VENDOR.says(403, error("Account is not active"));
        assertThat(failure(AccountException.class).errorType()).isEqualTo(ErrorType.ACCOUNT);
    }

    @Test
    void a_scheduled_message_cannot_be_queried_and_no_request_is_made() {
        UnsupportedException refused =
                catchThrowableOfType(UnsupportedException.class, () -> VENDOR.status("scheduled:sched_abc123"));

        assertThat(refused).hasMessageContaining("waits for its time");
        assertThat(VENDOR.requests()).isEmpty();
    }

    private static <T extends SmsException> T failure(Class<T> type) {
        T failure = catchThrowableOfType(type, () -> VENDOR.status(ID));
        assertThat(failure).isNotNull();
        return failure;
    }
}
