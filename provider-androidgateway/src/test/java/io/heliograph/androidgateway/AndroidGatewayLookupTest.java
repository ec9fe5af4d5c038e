package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RejectedException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking for the message of a send whose answer was lost. */
class AndroidGatewayLookupTest {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @Test
    void the_message_is_asked_for_by_the_key_of_the_request() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        Message message = lookup(request().build()).orElseThrow();

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        VENDOR.got(getRequestedFor(urlEqualTo("/3rdparty/v1/messages/" + ID)));
    }

    @Test
    void a_hashed_message_is_found_with_its_number() {
        VENDOR.says(200, fixture("status-hashed.reply.json"));

        assertThat(lookup(request().build()).orElseThrow().to()).contains(PhoneNumber.of("+79990001234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"message\":\"message not found\"}", ""})
    void a_message_that_is_not_there_is_empty(String body) {
        VENDOR.says(404, body);

        assertThat(lookup(request().build())).isEmpty();
    }

    @Test
    void a_404_page_proves_nothing() {
        VENDOR.says(aResponse().withStatus(404).withBody("Not Found"));

        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void another_message_with_this_key_is_neither_found_nor_absent() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        assertThatThrownBy(() -> lookup(request().text("Another text").build()))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.errorType()).isEqualTo(ErrorType.DUPLICATE));
        assertThatThrownBy(() -> lookup(SendRequest.to("+79990001235")
                        .text("Hello World!")
                        .key(ID)
                        .build()))
                .isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"id\":"})
    void an_answer_that_cannot_be_read_says_that_it_is_there(String body) {
        VENDOR.says(200, body);

        Message message = lookup(request().build()).orElseThrow();

        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void what_says_nothing_about_the_message_is_thrown() {
        VENDOR.says(500, error("failed to get message state"));
        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(ProviderUnavailableException.class);
        VENDOR.says(401, fixture("error-401.reply.json"));
        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(CredentialsException.class);
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThatThrownBy(() -> lookup(request().build())).isInstanceOf(HttpException.class);
    }

    private static Optional<Message> lookup(SendRequest request) {
        try (SmsProvider provider = VENDOR.door().build().provider()) {
            return provider.lookup(request, Deadline.after(Duration.ofSeconds(10)));
        }
    }
}
