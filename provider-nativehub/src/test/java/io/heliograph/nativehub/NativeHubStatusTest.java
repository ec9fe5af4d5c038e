package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
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
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
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
    void a_question_is_one_get_with_the_key() {
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
        Refusal failure = message.failure().orElseThrow();
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
    void a_key_that_may_not_ask_is_told_apart_from_a_message_that_is_not_there() {
        VENDOR.says(401, error("unauthorized"));
        assertThat(failure(CredentialsException.class).errorType()).isEqualTo(ErrorType.AUTHENTICATION);

        VENDOR.says(403, error("Account is not active"));
        assertThat(failure(AccountException.class).errorType()).isEqualTo(ErrorType.ACCOUNT);
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

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"id\":"})
    void an_answer_that_cannot_be_read_keeps_the_id_and_claims_nothing(String body) {
        VENDOR.says(200, body);

        Message message = VENDOR.status(ID);

        assertThat(message.id()).isEqualTo(new MessageId("nativehub", ID));
        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", " ", "../dnc", "a/b", "/", "..\\x", "a\nb", "a\u0000b", "a\r\nX-Evil: 1"})
    void an_id_that_could_climb_out_of_the_path_is_refused_before_any_request(String id) {
        VENDOR.says(200, fixture("send-full.reply.json"));

        assertThatThrownBy(() -> VENDOR.status(id))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("id ");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"msg_abc123, msg_abc123", "%2e%2e, %252e%252e", "a?x=1, a%3Fx=1", "a#b, a%23b", "a b, a%20b"})
    void any_other_id_is_opaque_and_stays_one_segment(String id, String segment) {
        VENDOR.says(200, fixture("send-full.reply.json"));

        VENDOR.status(id);

        assertThat(VENDOR.onlyRequest().getUrl()).isEqualTo("/api/v1/messages/" + segment);
    }

    @Test
    void a_message_that_waits_for_its_time_cannot_be_asked_for_and_nothing_is_asked() {
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
