package io.heliograph.benchmarks.send;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What people write by hand with the JDK's client. */
final class JdkCase implements SendCase {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;

    JdkCase(String base) {
        url = URI.create(base + "/v3/messages");
    }

    @Override
    public void send() throws Exception {
        String json = "{\"from\":\"ACME\",\"to\":\"" + Texts.TO + "\",\"message_body\":{\"text\":\"" + Texts.text()
                + "\",\"media\":null}}";
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer secret")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        OkHttpCases.require2xx(response.statusCode(), response.body().length);
    }
}
