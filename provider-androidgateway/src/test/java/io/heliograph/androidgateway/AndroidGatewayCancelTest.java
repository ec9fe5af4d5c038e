package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RejectedException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code DELETE /messages/{id}}. */
class AndroidGatewayCancelTest {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @Test
    void a_server_begins_to_cancel_by_one_delete_without_a_body() {
        VENDOR.says(200, fixture("cancel-cloud.reply.json"));

        Message message = cancel(ID);

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.CANCELLING);
        assertThat(message.to()).contains(PhoneNumber.of("+79990001234"));
        VENDOR.got(deleteRequestedFor(urlEqualTo("/3rdparty/v1/messages/" + ID))
                .withHeader("Authorization", equalTo("Basic QUJDREVGOmFiY2RlZmdoaWprbG1u"))
                .withHeader("Content-Type", absent()));
        assertThat(VENDOR.onlyRequest().getBody()).isEmpty();
    }

    @Test
    void a_phone_cancels_at_once_and_that_is_no_failure() {
        VENDOR.says(200, fixture("cancel-local.reply.json"));

        Message message = cancel(ID);

        assertThat(message.status()).isEqualTo(Status.CANCELLED);
        assertThat(message.failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "409, failed to cancel message: message is not pending",
        "400, message is not pending",
        "400, failed to cancel message"
    })
    void a_message_that_no_longer_waits_cannot_be_cancelled(int status, String text) {
        VENDOR.says(status, error(text));

        RejectedException failure = failure(RejectedException.class);

        assertThat(failure.errorType()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining("no longer waits");
        assertThat(failure.failure().orElseThrow().vendorText()).contains(text);
        assertThat(failure.retryable()).isFalse();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    /** Two phones have a message with this ID, and a server cancels neither (server v1.47.1). */
    @ParameterizedTest
    @ValueSource(strings = {"multiple messages found", "failed to cancel message: multiple messages found"})
    void a_400_of_a_server_does_not_say_that_the_message_no_longer_waits(String text) {
        VENDOR.says(400, error(text));

        RejectedException failure = failure(RejectedException.class);

        assertThat(failure).hasMessageContaining("may still wait").hasMessageContaining("several phones");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void a_400_of_a_phone_that_is_asked_directly_says_so() {
        VENDOR.says(400, "");
        try (SmsClient client = SmsClient.builder()
                .provider(AndroidGateway.builder()
                        .baseUrl(VENDOR.url())
                        .username("sms")
                        .password("password")
                        .build())
                .build()) {
            assertThatThrownBy(() -> client.cancel(new MessageId("androidgateway", ID)))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("no longer waits");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"message\":\"failed to cancel message: message not found\"}", ""})
    void a_message_that_is_not_there_is_said_so(String body) {
        VENDOR.says(404, body);

        failure(MessageNotFoundException.class);
    }

    @Test
    void a_404_page_is_a_wrong_base_url_or_a_server_that_is_too_old() {
        VENDOR.says(aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "text/plain")
                .withBody("Not Found"));

        assertThat(failure(ConfigurationException.class))
                .hasMessageContaining("base-url")
                .hasMessageContaining("1.45");
    }

    @Test
    void a_phone_whose_app_is_too_old_is_named() {
        VENDOR.says(405, "");
        AndroidGateway phone = VENDOR.door().baseUrl(VENDOR.url()).build();

        try (SmsClient client = SmsClient.builder().provider(phone).build()) {
            assertThatThrownBy(() -> client.cancel(new MessageId("androidgateway", ID)))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("1.67");
        }
    }

    @Test
    void a_405_at_a_server_says_nothing_about_its_version() {
        VENDOR.says(405, "Method Not Allowed");

        assertThat(failure(SmsException.class))
                .isNotInstanceOf(UnsupportedException.class)
                .hasMessageContaining("405")
                .hasMessageNotContaining("1.67");
    }

    @Test
    void other_refusals_are_what_they_are_for_every_call() {
        VENDOR.says(401, fixture("error-401.reply.json"));
        failure(CredentialsException.class);
        VENDOR.says(403, error("scope required: messages:cancel"));
        failure(CredentialsException.class);
        VENDOR.says(500, error("failed to handle request"));
        failure(ProviderUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"id\":"})
    void an_answer_that_cannot_be_read_keeps_the_id_and_claims_nothing(String body) {
        VENDOR.says(200, body);

        assertThat(cancel(ID).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Message cancel(String id) {
        try (SmsClient client = VENDOR.client()) {
            return client.cancel(new MessageId("androidgateway", id));
        }
    }

    private static <T extends SmsException> T failure(Class<T> type) {
        T failure = catchThrowableOfType(type, () -> cancel(ID));
        assertThat(failure).isNotNull();
        return failure;
    }
}
