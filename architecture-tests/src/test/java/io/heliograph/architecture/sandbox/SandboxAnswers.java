package io.heliograph.architecture.sandbox;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.TestClock;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's answers, in its own bytes, to the requests of a provider: a request is recorded at a socket, and made again to the
 * sandbox.
 */
final class SandboxAnswers implements AutoCloseable {
    /** Headers that the HTTP client writes by itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "accept-encoding");

    private final Sandbox sandbox =
            Sandbox.builder().clock(new TestClock(Instant.now())).start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String vendor;
    private final Function<String, VendorClient> clientAt;
    private @Nullable Answer accepted;

    /** One answer. */
    record Answer(int status, String contentType, String body) {
        Behaviour behaviour() {
            return Behaviour.answer(status, contentType, body);
        }

        /** The body with another text in the members of this name. */
        String with(String member, String text) {
            return body.replaceAll(
                    "\"" + member + "\":\"(?:[^\"\\\\]|\\\\.)*\"",
                    Matcher.quoteReplacement("\"" + member + "\":\"" + text + "\""));
        }
    }

    /**
     * The answers of one vendor.
     *
     * @param clientAt a provider at a base URL, with the sandbox's credentials
     */
    SandboxAnswers(String vendor, Function<String, VendorClient> clientAt) {
        this.vendor = vendor;
        this.clientAt = clientAt;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** The answer to the first send of this kind, the same for all. */
    synchronized Answer accepted(SendRequest request) {
        Answer known = accepted;
        if (known == null) {
            known = toSend(request);
            accepted = known;
        }
        return known;
    }

    /** The answer to a send. */
    Answer toSend(SendRequest request) {
        return answer((provider, context) -> provider.send(request, context));
    }

    /** The answer to a send to many. */
    Answer toBulk(SendRequest content, List<PhoneNumber> recipients) {
        return answer((provider, context) -> provider.sendBulk(content, recipients, context));
    }

    /** The answer to a send that meets a documented fault. */
    Answer toSendWith(String fault, SendRequest request) {
        sandbox.fault(vendor, fault, 1);
        return toSend(request);
    }

    private Answer answer(BiConsumer<SmsProvider, AttemptContext> call) {
        try (SocketHarness harness = SocketHarness.start()) {
            harness.script(Behaviour.answer(400, "application/json", "{}"));
            String path = sandbox.baseUrl(vendor).getPath();
            try (SmsProvider provider = clientAt.apply(harness.url() + path).provider()) {
                call.accept(provider, new AttemptContext(Deadline.after(Duration.ofSeconds(20))));
            }
            return again(harness.recorded().get(0));
        }
    }

    private Answer again(RecordedRequest recorded) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        sandbox.baseUrl(vendor).resolve("/") + recorded.target().substring(1)))
                .method(recorded.method(), HttpRequest.BodyPublishers.ofByteArray(recorded.body()));
        recorded.headers().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
