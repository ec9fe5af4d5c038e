package io.heliograph.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest extends ProviderContract {
    @Override
    protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
        return Template.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", fixture("accepted.json"));
    }

    @Override
    protected String errorBody(String text) {
        return "{\"code\":\"OTHER\",\"message\":\"%s\"}".formatted(text);
    }

    private static String fixture(String name) {
        try (InputStream file = Objects.requireNonNull(TemplateTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_send_is_what_the_vendor_documents() {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient sms = client(vendor)) {
            vendor.script(accepted());

            Message message = sms.send(request().build());

            assertThat(message.id()).isEqualTo(new MessageId("template", "m-1"));
            assertThat(message.status()).isEqualTo(Status.QUEUED);
            assertThat(vendor.recorded()).singleElement().satisfies(request -> {
                assertThat(request.target()).isEqualTo("/messages");
                assertThat(request.header("X-Api-Key")).hasValue("key-of-the-test");
                assertThat(request.bodyUtf8())
                        .isEqualTo("{\"to\":\"+447537151866\",\"from\":\"ACME\",\"text\":\"Your code is 482910\"}");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_CREDIT, INSUFFICIENT_CREDIT", "BAD_NUMBER, INVALID_RECIPIENT", "STOPPED, OPTED_OUT"})
    void each_code_has_its_meaning(String code, io.heliograph.message.ErrorType meaning) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient sms = client(vendor)) {
            vendor.script(Behaviour.answer(422, "application/json", "{\"code\":\"%s\"}".formatted(code)));

            assertThat(sms.trySend(request().build()))
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.errorType()).isEqualTo(meaning));
        }
    }

    @ParameterizedTest
    @CsvSource({"queued, QUEUED", "sent, SENT", "delivered, DELIVERED", "failed, FAILED", "nonsense, UNKNOWN"})
    void each_word_has_its_status(String word, Status status) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient sms = client(vendor)) {
            vendor.script(Behaviour.answer(200, "application/json", "{\"status\":\"%s\"}".formatted(word)));

            Message message = sms.status(new MessageId("template", "m-1"));

            assertThat(message.status()).isEqualTo(status);
            assertThat(message.rawStatus()).isEqualTo(word);
        }
    }

    private SmsClient client(SocketHarness vendor) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(provider(vendor.url().toString(), "key-of-the-test", HttpOptions.defaults()))
                .build();
    }
}
