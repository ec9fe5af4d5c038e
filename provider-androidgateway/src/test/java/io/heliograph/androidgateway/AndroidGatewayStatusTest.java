package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
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
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /messages/{id}}. */
class AndroidGatewayStatusTest {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @Test
    void a_question_is_one_get_with_user_and_password() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        VENDOR.status(ID);

        VENDOR.got(getRequestedFor(urlEqualTo("/3rdparty/v1/messages/" + ID))
                .withHeader("Authorization", equalTo("Basic QUJDREVGOmFiY2RlZmdoaWprbG1u"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Content-Type", absent()));
        assertThat(VENDOR.onlyRequest().getBody()).isEmpty();
    }

    @Test
    void a_message_that_the_gateway_knows_is_read() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        Message message = VENDOR.status(ID);

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(message.rawStatus()).isEqualTo("Delivered");
        assertThat(message.to()).contains(PhoneNumber.of("+79990001234"));
        assertThat(message.failure()).isEmpty();
        assertThat(message.rawJson()).isEqualTo(fixture("status-delivered.reply.json"));
    }

    @Test
    void a_404_in_json_is_a_message_that_is_not_there() {
        VENDOR.says(404, fixture("error-404.reply.json"));

        assertThatThrownBy(() -> VENDOR.status(ID))
                .isInstanceOf(MessageNotFoundException.class)
                .hasMessageContaining("androidgateway");
    }

    @Test
    void a_404_in_plain_text_is_a_wrong_base_url() {
        VENDOR.says(aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "text/plain; charset=utf-8")
                .withBody("Not Found"));

        ConfigurationException failure = failure(ConfigurationException.class);

        assertThat(failure).hasMessageContaining("base-url");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void a_404_page_of_a_web_server_is_a_wrong_base_url() {
        VENDOR.says(aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "text/html")
                .withBody("<html><body>404 Not Found</body></html>"));

        failure(ConfigurationException.class);
    }

    @Test
    void the_empty_404_of_a_phone_is_a_message_that_is_not_there() {
        VENDOR.says(aResponse().withStatus(404));

        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().baseUrl(VENDOR.url()).build())
                .build()) {
            assertThatThrownBy(() -> client.status(new MessageId("androidgateway", ID)))
                    .isInstanceOf(MessageNotFoundException.class);
        }
    }

    @Test
    void a_wrong_password_is_a_matter_of_credentials() {
        VENDOR.says(401, fixture("error-401.reply.json"));

        assertThat(failure(CredentialsException.class).errorType()).isEqualTo(ErrorType.AUTHENTICATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope required: messages:read", "Insufficient permissions"})
    void a_missing_scope_is_a_matter_of_permission(String text) {
        VENDOR.says(403, error(text));

        assertThat(failure(CredentialsException.class).errorType()).isEqualTo(ErrorType.PERMISSION);
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"message\":\"failed to get message state\"}'",
        "500, ''",
        "502, <html>502</html>",
        "503, <html>503</html>",
        "504, ''"
    })
    void a_server_error_says_nothing_about_the_message_and_is_not_repeated(int status, String body) {
        VENDOR.says(
                aResponse().withStatus(status).withHeader("Retry-After", "0").withBody(body));

        ProviderUnavailableException failure = failure(ProviderUnavailableException.class);

        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void what_this_mode_does_not_offer_is_unsupported() {
        VENDOR.says(501, error("not implemented"));

        failure(UnsupportedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/3rdparty/v1", "/api/3rdparty/v1", ""})
    void each_deployment_has_its_own_prefix(String prefix) {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().baseUrl(VENDOR.url() + prefix).build())
                .build()) {
            client.status(new MessageId("androidgateway", ID));
        }

        VENDOR.got(getRequestedFor(urlEqualTo(prefix + "/messages/" + ID)));
    }

    @Test
    void the_message_of_a_send_can_be_asked_for() {
        Message sent = VENDOR.accepted(202, "");
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        assertThat(VENDOR.status(sent.id().value()).status()).isEqualTo(Status.DELIVERED);
    }

    private static <T extends SmsException> T failure(Class<T> type) {
        T failure = catchThrowableOfType(type, () -> VENDOR.status(ID));
        assertThat(failure).isNotNull();
        return failure;
    }
}
