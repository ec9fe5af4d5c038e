package io.heliograph.thaibulk;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stand-in for Me SMS on the loopback interface: it says what a test tells it to, and keeps what it was asked. */
final class ThaiBulkVendor implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String KEY = "me-sms-key-of-the-test";
    static final String UUID = "0b6f1c1e-7c1b-4f0e-9a44-2f6a3b0d9c11";
    static final MessageId ID = new MessageId("thaibulk", UUID);
    static final String RECIPIENTS = "/sms/" + UUID + "/recipients?after=";

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

    static SendRequest.Builder request() {
        return SendRequest.to("+66812345678").from("ACME").text("รหัส 482910");
    }

    /** A file in the vendor's words. */
    static String fixture(String name) {
        try (InputStream file = ThaiBulkVendor.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String text) {
        return """
                {"error":"%s"}""".formatted(text);
    }

    static String error(String text, String code) {
        return """
                {"error":"%s","code":"%s"}""".formatted(text, code);
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

    /** What it says at one path with its query; the later a word, the higher it counts. */
    void saysAt(String path, int status, String body) {
        server.stubFor(any(urlEqualTo(path)).willReturn(json(status, body)));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    ThaiBulk.Builder door() {
        return ThaiBulk.builder().apiKey(KEY).baseUrl(url()).from("ACME");
    }

    /** Does something with a door, and closes it. */
    <R> R at(ThaiBulk door, Function<ThaiBulk, R> work) {
        try (SmsClient client = SmsClient.builder().provider(door).build()) {
            assertThat(client).hasToString("SmsClient[thaibulk]");
            return work.apply(door);
        }
    }

    <R> R at(Function<ThaiBulk, R> work) {
        return at(door().build(), work);
    }

    SmsClient client() {
        return SmsClient.builder().provider(door().build()).build();
    }

    SendOutcome trySend(SendRequest request) {
        try (SmsClient client = client()) {
            return client.trySend(request);
        }
    }

    Message status() {
        try (SmsClient client = client()) {
            return client.status(ID);
        }
    }

    Message cancel() {
        try (SmsClient client = client()) {
            return client.cancel(ID);
        }
    }

    /** The message of a send that this answer accepts. */
    Message accepted(int status, String body) {
        says(status, body);
        return message(trySend(request().build()));
    }

    static Message message(SendOutcome outcome) {
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

    /** Method and path of each request, in order. */
    List<String> asked() {
        List<String> asked = new ArrayList<>();
        server.getAllServeEvents()
                .forEach(event -> asked.add(
                        0,
                        event.getRequest().getMethod() + " "
                                + event.getRequest().getUrl())); // newest first
        return List.copyOf(asked);
    }

    LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    /** The fields of the only request's body. */
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
