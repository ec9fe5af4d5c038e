package io.heliograph.benchmarks.send;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What people write by hand with the JDK's client. */
final class JdkCase implements SendCase {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest.Builder request;

    JdkCase(String base) {
        request = HttpRequest.newBuilder(URI.create(base + "/v3/messages"));
    }

    JdkCase(String base, Duration timeout) {
        this(base);
        request.timeout(timeout);
    }

    @Override
    public void send() throws Exception {
        String json = "{\"from\":\"ACME\",\"to\":\"" + Texts.TO + "\",\"message_body\":{\"text\":\"" + Texts.text()
                + "\",\"media\":null}}";
        HttpRequest post = request.copy()
                .header("Authorization", "Bearer secret")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<byte[]> response = client.send(post, HttpResponse.BodyHandlers.ofByteArray());
        OkHttpCases.require2xx(response.statusCode(), response.body().length);
    }
}
