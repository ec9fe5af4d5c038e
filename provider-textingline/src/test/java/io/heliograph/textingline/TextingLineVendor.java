package io.heliograph.textingline;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.SmsClient;
import io.heliograph.http.Deadline;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.OneAttempt;
import io.heliograph.spi.SmsProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stand-in for TextingLine on the loopback interface: it says what a test tells it to, and keeps what it was asked. */
final class TextingLineVendor implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String KEY_ID = "uk_of_the_test";
    static final String KEY_SECRET = "sk_live_of_the_test";
    static final String MESSAGE = "/api/v1/messaging/message";
    static final String BROADCAST = "/api/v1/messaging/broadcast";

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    @Override
    public void beforeAll(ExtensionContext context) {
        server.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.resetAll();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop();
    }

    /** The vendor's own example of a request, and a key. */
    static SendRequest.Builder request() {
        return SendRequest.to("+18005551234")
                .from("+18005559876")
                .text("Your verification code is 482910")
                .key("order-1234");
    }

    /** The content of a broadcast; its recipient is the first of {@link #recipients}. */
    static SendRequest.Builder content() {
        return SendRequest.to("+18005551000")
                .from("+18005559876")
                .text("Check out our new collection!")
                .key("sale-2026");
    }

    static List<PhoneNumber> recipients(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PhoneNumber.of("+" + (18_005_551_000L + i)))
                .toList();
    }

    /** A file in the vendor's words. */
    static String fixture(String name) {
        try (InputStream file = TextingLineVendor.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(int code, String text) {
        return """
                {"code":%d,"message":"%s","status":400,"moreInfo":"https://docs.smsfactory.com/docs/error-codes"}""".formatted(code, text);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void says(int status, String body) {
        says(json(status, body));
    }

    void says(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    TextingLine.Builder door() {
        return TextingLine.builder().keyId(KEY_ID).keySecret(KEY_SECRET).baseUrl(url());
    }

    SmsClient client() {
        return SmsClient.builder().provider(door().build()).build();
    }

    SendOutcome trySend(SendRequest request) {
        try (SmsClient client = client()) {
            return client.trySend(request);
        }
    }

    /** One broadcast, as the client makes it. */
    SendOutcome broadcast(SendRequest content, List<PhoneNumber> recipients) {
        try (SmsProvider provider = door().build().provider()) {
            return OneAttempt.send(
                    provider.name(),
                    content.key(),
                    Deadline.after(Duration.ofSeconds(20)),
                    scope -> provider.sendBulk(content, recipients, scope));
        }
    }

    /** The message of a send that this answer accepts. */
    Message accepted(int status, String body) {
        says(status, body);
        return message(trySend(request().build()));
    }

    /** The refusal of a send that this answer refuses. */
    Refusal refused(int status, String body) {
        says(status, body);
        return refusal(trySend(request().build()));
    }

    static Message message(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        return ((SendOutcome.Accepted) outcome).message();
    }

    static Refusal refusal(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        return ((SendOutcome.Rejected) outcome).refusal();
    }

    List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    /** The fields of the one body that came. */
    @SuppressWarnings("unchecked") // what a JSON object is read as
    Map<String, Object> sent() {
        Object json = Json.read(new String(onlyRequest().getBody(), StandardCharsets.UTF_8), Object.class);
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) json;
    }

    void got(RequestPatternBuilder request) {
        server.verify(1, request);
        assertThat(requests()).hasSize(1);
    }
}
