package io.heliograph.template;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.testkit.VendorServer.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.VendorServer;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider contract, with this vendor's responses. */
class TemplateTest extends ProviderContract {
    @RegisterExtension
    static final VendorServer VENDOR = new VendorServer(
            "template",
            url -> Template.builder().baseUrl(url).apiKey("key-of-the-test").build(),
            () -> SendRequest.to("+447537151866").from("ACME").text("Your code is 482910"));

    @Override
    protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
        return Template.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", fixture(TemplateTest.class, "accepted.json"));
    }

    @Override
    protected List<ErrorTable> errorTables() {
        return List.of(TemplateErrors.TABLE);
    }

    @Override
    protected List<String> failed() {
        return List.of("{\"id\":\"m-1\",\"status\":\"failed\"}");
    }

    @Override
    protected String errorBody(String text) {
        return "{\"code\":\"OTHER\",\"message\":\"%s\"}".formatted(text);
    }

    @Override
    protected Optional<String> errorBodyOfCode(String code) {
        return Optional.of("{\"code\":\"%s\",\"message\":\"no\"}".formatted(code));
    }

    @Test
    void a_send_is_what_the_vendor_documents() {
        Message message = VENDOR.accepted(201, fixture(TemplateTest.class, "accepted.json"));

        assertThat(message.id()).isEqualTo(new MessageId("template", "m-1"));
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        VENDOR.got(postRequestedFor(urlEqualTo("/messages")).withHeader("X-Api-Key", equalTo("key-of-the-test")));
        assertThat(VENDOR.onlyRequest().getBodyAsString())
                .isEqualTo("{\"to\":\"+447537151866\",\"from\":\"ACME\",\"text\":\"Your code is 482910\"}");
    }

    @ParameterizedTest
    @CsvSource({"NO_CREDIT, INSUFFICIENT_CREDIT", "BAD_NUMBER, INVALID_RECIPIENT", "STOPPED, OPTED_OUT"})
    void each_code_has_its_meaning(String code, ErrorType meaning) {
        assertThat(VENDOR.refused(422, "{\"code\":\"%s\"}".formatted(code)).type())
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"queued, QUEUED", "sent, SENT", "delivered, DELIVERED", "failed, FAILED", "nonsense, UNKNOWN"})
    void each_word_has_its_status(String word, Status status) {
        VENDOR.says(200, "{\"status\":\"%s\"}".formatted(word));

        Message message = VENDOR.status("m-1");

        assertThat(message.status()).isEqualTo(status);
        assertThat(message.rawStatus()).isEqualTo(word);
    }
}
