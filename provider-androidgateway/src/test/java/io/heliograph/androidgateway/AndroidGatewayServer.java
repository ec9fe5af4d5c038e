package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
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
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stand-in for the gateway on the loopback interface: it says what a test tells it to, and keeps what it was asked. */
final class AndroidGatewayServer implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String USER = "ABCDEF";
    static final String PASSWORD = "abcdefghijklmn";

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

    /** The least that the server takes, with the values of its specification. */
    static SendRequest.Builder request() {
        return SendRequest.to("+79990001234").text("Hello World!").key("PyDmBQZZXYmyxMwED8Fzy");
    }

    /** A file in the gateway's words. */
    static String fixture(String name) {
        try (InputStream file = AndroidGatewayServer.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String text) {
        return """
                {"message":"%s"}""".formatted(text);
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

    /** Answers one kind of request in its own way; the later of two answers to a request counts. */
    void on(MappingBuilder request, int status, String body) {
        server.stubFor(request.willReturn(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body)));
    }

    void on(MappingBuilder request) {
        server.stubFor(request);
    }

    AndroidGateway.Builder door() {
        return AndroidGateway.builder().username(USER).password(PASSWORD).baseUrl(url() + "/3rdparty/v1");
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
            return client.status(new MessageId("androidgateway", id));
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

    /** The requests so far, oldest first. */
    List<LoggedRequest> inOrder() {
        List<LoggedRequest> requests = new ArrayList<>();
        server.getAllServeEvents().forEach(event -> requests.add(0, event.getRequest()));
        return requests; // WireMock keeps the newest first
    }

    /** The requests so far as method and path with query, oldest first. */
    List<String> calls() {
        return inOrder().stream()
                .map(its -> its.getMethod() + " " + its.getUrl())
                .toList();
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
