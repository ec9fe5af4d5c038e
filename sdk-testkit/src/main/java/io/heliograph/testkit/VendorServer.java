package io.heliograph.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.SmsClient;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.VendorClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A stand-in for a vendor on the loopback interface: it says what a test tells it to, and keeps what it was asked. A test
 * class registers one with JUnit's {@code @RegisterExtension} as a static field; each test begins with nothing said and
 * nothing asked. What a vendor has of its own goes into a subclass.
 *
 * <p>It needs WireMock on the test class path, whose matchers say what a request must be like. Not for tests in parallel.
 */
@SuppressWarnings("exports") // WireMock is no module
public class VendorServer implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private final String name;
    private final Function<String, VendorClient> door;
    private final Supplier<SendRequest.Builder> request;

    /**
     * A server that says nothing yet.
     *
     * @param name the provider's, as in routes
     * @param door builds the provider with this server's URL, see {@link #url}
     * @param request makes what {@link #accepted} and {@link #refused} send
     */
    public VendorServer(String name, Function<String, VendorClient> door, Supplier<SendRequest.Builder> request) {
        this.name = name;
        this.door = door;
        this.request = request;
    }

    @Override
    public final void beforeAll(ExtensionContext context) {
        server.start();
    }

    @Override
    public final void beforeEach(ExtensionContext context) {
        server.resetAll();
    }

    @Override
    public final void afterAll(ExtensionContext context) {
        server.stop();
    }

    /**
     * A file in the vendor's words, from the folder of a class among the test's resources.
     *
     * @throws NullPointerException naming the file, if it isn't there
     */
    public static String fixture(Class<?> beside, String file) {
        try (InputStream bytes = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer in JSON. */
    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** Where it is, without a path. */
    public final String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Answers whatever is asked with this JSON. */
    public final void says(int status, String body) {
        says(json(status, body));
    }

    /** Answers whatever is asked. */
    public final void says(ResponseDefinitionBuilder answer) {
        on(any(anyUrl()).willReturn(answer));
    }

    /** Answers one path with its query; where nothing else is said, all else is a 404. */
    public final void says(String path, int status, String body) {
        on(any(urlEqualTo(path)), status, body);
    }

    /** Answers one kind of request with this JSON. */
    public final void on(MappingBuilder kind, int status, String body) {
        on(kind.willReturn(json(status, body)));
    }

    /** Answers one kind of request in its own way; the later of two answers to a request counts. */
    public final void on(MappingBuilder kind) {
        server.stubFor(kind);
    }

    /** A client with this provider alone; to be closed. */
    public final SmsClient client() {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(door.apply(url()))
                .build();
    }

    /** What becomes of a send. */
    public final SendOutcome trySend(SendRequest message) {
        try (SmsClient client = client()) {
            return client.trySend(message);
        }
    }

    /** What the vendor says of a message that it knows under this id. */
    public final Message status(String id) {
        try (SmsClient client = client()) {
            return client.status(new MessageId(name, id));
        }
    }

    /** The message of a send that this answer accepts. */
    public final Message accepted(int status, String body) {
        says(status, body);
        return message(trySend(request.get().build()));
    }

    /** The refusal of a send that this answer refuses. */
    public final Failure refused(int status, String body) {
        says(status, body);
        return refusal(trySend(request.get().build()));
    }

    /** The message of a send that was accepted; any other fails the test. */
    public static Message message(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        return ((SendOutcome.Accepted) outcome).message();
    }

    /** The refusal of a send that was rejected; any other fails the test. */
    public static Failure refusal(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        return ((SendOutcome.Rejected) outcome).failure();
    }

    /** What it was asked, oldest first. */
    public final List<LoggedRequest> requests() {
        List<LoggedRequest> requests = new ArrayList<>();
        server.getAllServeEvents().forEach(event -> requests.add(0, event.getRequest())); // newest first
        return List.copyOf(requests);
    }

    /** What it was asked, as methods and paths with their queries, oldest first. */
    public final List<String> asked() {
        return requests().stream()
                .map(loggedRequest -> loggedRequest.getMethod() + " " + loggedRequest.getUrl())
                .toList();
    }

    /** The only request; more or none fail the test. */
    public final LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    /** The fields of the only request's body, a JSON object. */
    public final Map<String, Object> sent() {
        return object(Json.read(new String(onlyRequest().getBody(), StandardCharsets.UTF_8), Object.class));
    }

    /** A value that was read from JSON, which must be an object. */
    @SuppressWarnings("unchecked") // what a JSON object is read as
    public static Map<String, Object> object(@Nullable Object json) {
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(json);
    }

    /** Fails the test unless this is all that was asked, once. */
    public final void got(RequestPatternBuilder kind) {
        verify(1, kind);
        assertThat(requests()).hasSize(1);
    }

    /** Fails the test unless this was asked so many times. */
    public final void verify(int times, RequestPatternBuilder kind) {
        server.verify(times, kind);
    }
}
