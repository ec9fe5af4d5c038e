package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.SmsClient;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stand-in for Wavix on the loopback interface: it says what a test tells it to, and keeps what it was asked. */
final class WavixVendor implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String KEY = "wavix-key-of-the-test";

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

    /** The vendor's own example of a request: what it documents as the least. */
    static SendRequest.Builder request() {
        return SendRequest.to("+447537151866").from("Wavix").text("Hi there, this is a message from Wavix");
    }

    /** A file in the vendor's words. */
    static String fixture(String name) {
        try (InputStream file = WavixVendor.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String text) {
        return """
                {"success":false,"message":"%s"}""".formatted(text);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void says(int status, String body) {
        says(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body));
    }

    void says(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** Answers one path and query only; all else is a 404 without a body. */
    void says(String url, int status, String body) {
        server.stubFor(any(urlEqualTo(url))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    /** What one of Wavix's own operations gives. */
    <R> R ask(Function<Wavix, R> operation) {
        Wavix wavix = door().build();
        try (SmsProvider provider = wavix.provider()) {
            assertThat(provider.name()).isEqualTo("wavix");
            return operation.apply(wavix);
        }
    }

    /** A change that one of Wavix's own operations makes. */
    void change(Consumer<Wavix> operation) {
        ask(wavix -> {
            operation.accept(wavix);
            return "done";
        });
    }

    List<String> urls() {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getUrl())
                .collect(Collectors.collectingAndThen(Collectors.toList(), newestFirst -> {
                    Collections.reverse(newestFirst);
                    return newestFirst;
                }));
    }

    Wavix.Builder door() {
        return Wavix.builder().apiKey(KEY).baseUrl(url());
    }

    SmsClient client() {
        return SmsClient.builder().provider(door().build()).build();
    }

    SendOutcome trySend(SendRequest request) {
        try (SmsClient client = client()) {
            return client.trySend(request);
        }
    }

    Message status(String id) {
        try (SmsClient client = client()) {
            return client.status(new MessageId("wavix", id));
        }
    }

    /** The message of a send that this answer accepts. */
    Message accepted(int status, String body) {
        says(status, body);
        SendOutcome outcome = trySend(request().build());
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        return ((SendOutcome.Accepted) outcome).message();
    }

    /** The refusal of a send that this answer refuses. */
    Refusal refused(int status, String body) {
        says(status, body);
        return refusal(trySend(request().build()));
    }

    static Refusal refusal(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        return ((SendOutcome.Rejected) outcome).refusal();
    }

    List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    /** The only request's body as JSON. */
    Map<String, Object> sent() {
        return object(Json.read(new String(onlyRequest().getBody(), StandardCharsets.UTF_8), Object.class));
    }

    @SuppressWarnings("unchecked") // what a JSON object is read as
    static Map<String, Object> object(@Nullable Object json) {
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(json);
    }

    LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    void got(RequestPatternBuilder request) {
        server.verify(1, request);
        assertThat(requests()).hasSize(1);
    }
}
