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
 * A mock server for a vendor on the loopback interface: a test sets its responses, and it records the requests. A
 * test class registers one with JUnit's {@code @RegisterExtension} as a static field; before each test all responses
 * and requests are cleared. Features of one vendor belong in a subclass.
 *
 * <p>It needs WireMock on the test class path, whose matchers select requests. Not for parallel tests.
 */
@SuppressWarnings("exports") // WireMock isn't a module
public class VendorServer implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private final String name;
    private final Function<String, VendorClient> vendorClient;
    private final Supplier<SendRequest.Builder> request;

    /**
     * Creates a server without responses.
     *
     * @param name the provider's name, as in routes
     * @param vendorClient builds the client with this server's URL, see {@link #url}
     * @param request builds the request that {@link #accepted} and {@link #refused} send
     */
    public VendorServer(
            String name, Function<String, VendorClient> vendorClient, Supplier<SendRequest.Builder> request) {
        this.name = name;
        this.vendorClient = vendorClient;
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
     * A fixture file in the vendor's bytes, from the resource folder of a class.
     *
     * @throws NullPointerException naming the file, if it is missing
     */
    public static String fixture(Class<?> beside, String file) {
        try (InputStream bytes = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON response. */
    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** The server's URL, without a path. */
    public final String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Answers every request with this JSON. */
    public final void says(int status, String body) {
        says(json(status, body));
    }

    /** Answers every request. */
    public final void says(ResponseDefinitionBuilder answer) {
        on(any(anyUrl()).willReturn(answer));
    }

    /** Answers one path with its query; unless other responses are set, other requests get a 404. */
    public final void says(String path, int status, String body) {
        on(any(urlEqualTo(path)), status, body);
    }

    /** Answers one kind of request with this JSON. */
    public final void on(MappingBuilder kind, int status, String body) {
        on(kind.willReturn(json(status, body)));
    }

    /** Answers one kind of request; if two responses match, the later one counts. */
    public final void on(MappingBuilder kind) {
        server.stubFor(kind);
    }

    /** A client with this provider alone; close it after use. */
    public final SmsClient client() {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(vendorClient.apply(url()))
                .build();
    }

    /** The outcome of a send. */
    public final SendOutcome trySend(SendRequest message) {
        try (SmsClient client = client()) {
            return client.trySend(message);
        }
    }

    /** The status of the message with this id. */
    public final Message status(String id) {
        try (SmsClient client = client()) {
            return client.status(new MessageId(name, id));
        }
    }

    /** The message of a send that this response accepts. */
    public final Message accepted(int status, String body) {
        says(status, body);
        return message(trySend(request.get().build()));
    }

    /** The failure of a send that this response rejects. */
    public final Failure refused(int status, String body) {
        says(status, body);
        return refusal(trySend(request.get().build()));
    }

    /** The message of an accepted send; fails on any other outcome. */
    public static Message message(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        return ((SendOutcome.Accepted) outcome).message();
    }

    /** The failure of a rejected send; fails on any other outcome. */
    public static Failure refusal(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        return ((SendOutcome.Rejected) outcome).failure();
    }

    /** The requests, oldest first. */
    public final List<LoggedRequest> requests() {
        List<LoggedRequest> requests = new ArrayList<>();
        server.getAllServeEvents().forEach(event -> requests.add(0, event.getRequest())); // newest first
        return List.copyOf(requests);
    }

    /** The methods and paths of the requests, with their queries, oldest first. */
    public final List<String> asked() {
        return requests().stream()
                .map(loggedRequest -> loggedRequest.getMethod() + " " + loggedRequest.getUrl())
                .toList();
    }

    /** The only request; fails if there are more or none. */
    public final LoggedRequest onlyRequest() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    /** The fields of the only request's body, a JSON object. */
    public final Map<String, Object> sent() {
        return object(Json.read(new String(onlyRequest().getBody(), StandardCharsets.UTF_8), Object.class));
    }

    /** Casts a value from a JSON document, which must be an object. */
    @SuppressWarnings("unchecked") // the type of a parsed JSON object
    public static Map<String, Object> object(@Nullable Object json) {
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(json);
    }

    /** Asserts that there was exactly one request, this one. */
    public final void got(RequestPatternBuilder kind) {
        verify(1, kind);
        assertThat(requests()).hasSize(1);
    }

    /** Asserts the number of these requests. */
    public final void verify(int times, RequestPatternBuilder kind) {
        server.verify(times, kind);
    }
}
