package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stand-in for NativeHub on the loopback interface: it says what a test tells it to, and keeps what it was asked. */
final class NativeHubVendor implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String KEY = "nmk_live_key-of-the-test";

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

    /** The vendor's own example of a request. */
    static SendRequest.Builder request() {
        return SendRequest.to("+8801712345678").from("+8801912345678").text("Your OTP is 123456. Valid for 5 minutes.");
    }

    /** A file in the vendor's words. */
    static String fixture(String name) {
        try (InputStream file = NativeHubVendor.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String text) {
        return """
                {"error":"%s"}""".formatted(text);
    }

    /** The base URL, with a path as the vendor's own has. */
    String url() {
        return "http://127.0.0.1:" + server.port() + "/api/v1";
    }

    void says(int status, String body) {
        says(json(status, body));
    }

    void says(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** Says these at one path, one after the other, and the last for ever. */
    void saysAt(String path, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            boolean last = i == answers.length - 1;
            server.stubFor(any(urlPathEqualTo("/api/v1" + path))
                    .inScenario(path)
                    .whenScenarioStateIs(i == 0 ? STARTED : "after " + i)
                    .willSetStateTo(last ? (i == 0 ? STARTED : "after " + i) : "after " + (i + 1))
                    .willReturn(answers[i]));
        }
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    NativeHub.Builder door() {
        return NativeHub.builder().apiKey(KEY).baseUrl(url());
    }

    /** A door that logs in. */
    NativeHub.Builder userDoor() {
        return NativeHub.builder()
                .username("ops@example.com")
                .password("correct horse battery")
                .baseUrl(url());
    }

    /** Takes a login and a refresh. */
    void logsIn() {
        saysAt("/auth/login", json(200, fixture("login.reply.json")));
        saysAt("/auth/refresh", json(200, fixture("refresh.reply.json")));
    }

    /** The answer to a send that was taken. */
    static ResponseDefinitionBuilder taken() {
        return json(201, fixture("send-minimal.reply.json"));
    }

    static ResponseDefinitionBuilder unauthorized() {
        return json(401, error("token is expired"));
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
            return client.status(new MessageId("nativehub", id));
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

    /** How often a path was asked for, whatever the query. */
    int requestsAt(String path) {
        return server.findAll(anyRequestedFor(urlPathEqualTo("/api/v1" + path))).size();
    }

    LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    /** The only request's body. */
    @SuppressWarnings("unchecked") // what a JSON object is read as
    Map<String, Object> sent() {
        Object json = Json.read(new String(onlyRequest().getBody(), StandardCharsets.UTF_8), Object.class);
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) json;
    }

    void verify(int count, RequestPatternBuilder request) {
        server.verify(count, request);
    }

    void got(RequestPatternBuilder request) {
        server.verify(1, request);
        assertThat(requests()).hasSize(1);
    }
}
