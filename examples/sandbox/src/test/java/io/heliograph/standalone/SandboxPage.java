package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox with its page open in Chromium; run by {@code scripts/browser-tests}. */
@Tag("browser")
abstract class SandboxPage {
    static final String ANN = "+447700900123";
    static final String BOB = "+447700900124";

    static final String BASIC = "Basic c2FuZGJveDpzYW5kYm94";

    private static final String BEARER = "Bearer sandbox";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Sandbox sandbox;
    Chromium page;

    SandboxPage(Sandbox.Builder builder) {
        sandbox = builder.start();
    }

    SandboxPage(Duration deliverAfter) {
        this(Sandbox.builder().deliverAfter(deliverAfter));
    }

    @BeforeEach
    void open(@TempDir Path profile) {
        page = new Chromium(profile);
        page.open(sandbox.url());
    }

    @AfterEach
    void close() {
        page.close();
        sandbox.close();
    }

    /** Posts a JSON document, as a program without the SDK does; returns the HTTP status. */
    static int post(URI url, String body) {
        return post(url, BEARER, body);
    }

    static int post(URI url, String authorization, String body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends by Wavix; returns the HTTP status. */
    static int post(Sandbox sandbox, String to, String text) {
        return post(
                URI.create(sandbox.baseUrl("wavix") + "/v3/messages"),
                "{\"from\":\"ACME\",\"to\":\"" + to + "\",\"message_body\":{\"text\":\"" + text + "\"}}");
    }

    /** Sends by Wavix, which accepts it. */
    final void send(String to, String text) {
        assertThat(post(sandbox, to, text)).isEqualTo(201);
    }

    final URI at(String query) {
        return URI.create(sandbox.url() + query);
    }

    /** The place of a recipient in the list of phones. */
    static String phone(String number) {
        return ".recipient[id$='_" + number.substring(1) + "']";
    }
}
