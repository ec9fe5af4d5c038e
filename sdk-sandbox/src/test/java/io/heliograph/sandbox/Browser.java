package io.heliograph.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** An HTTP client for the tests; it never retries. */
public final class Browser {
    public static final String BEARER = "Bearer sandbox";
    public static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("sandbox:sandbox".getBytes(StandardCharsets.UTF_8));

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Browser() {}

    public static JsonResponse get(URI uri, String... headers) {
        return send("GET", uri, "", headers);
    }

    public static JsonResponse send(String method, URI uri, String body, String... headers) {
        try {
            return new JsonResponse(
                    CLIENT.send(request(method, uri, body, headers), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static CompletableFuture<JsonResponse> sendLater(String method, URI uri, String body, String... headers) {
        return CLIENT.sendAsync(request(method, uri, body, headers), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(JsonResponse::new);
    }

    private static HttpRequest request(String method, URI uri, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    public static JsonResponse postWavix(Sandbox sandbox, String body) {
        return send("POST", wavix(sandbox, ""), body, "Authorization", BEARER, "Content-Type", "application/json");
    }

    public static JsonResponse getWavix(Sandbox sandbox, String idOrQuery) {
        return get(wavix(sandbox, idOrQuery), "Authorization", BEARER);
    }

    public static URI wavix(Sandbox sandbox, String idOrQuery) {
        String separator = idOrQuery.isEmpty() || idOrQuery.startsWith("?") ? "" : "/";
        return URI.create(sandbox.baseUrl("wavix") + "/v3/messages" + separator + idOrQuery);
    }

    public static JsonResponse postAndroid(Sandbox sandbox, String query, String body) {
        return send("POST", android(sandbox, query), body, "Authorization", BASIC, "Content-Type", "application/json");
    }

    public static JsonResponse getAndroid(Sandbox sandbox, String id) {
        return get(android(sandbox, "/" + id), "Authorization", BASIC);
    }

    public static URI android(Sandbox sandbox, String rest) {
        return URI.create(sandbox.baseUrl("androidgateway") + "/messages" + rest);
    }

    /** A request to one of the vendors with the same headers for all operations; the path is relative to the base URL. */
    public static JsonResponse call(Sandbox sandbox, String vendor, String method, String path, String body) {
        return send(method, URI.create(sandbox.baseUrl(vendor) + path), body, headers(vendor));
    }

    public static String[] headers(String vendor) {
        String[] credentials = switch (vendor) {
            case "wavix" -> new String[] {"Authorization", BEARER};
            case "nativehub", "thaibulk" -> new String[] {"X-API-Key", "sandbox"};
            default -> new String[] {"Authorization", BASIC};
        };
        return new String[] {credentials[0], credentials[1], "Content-Type", "application/json"};
    }

    /** Sends raw bytes and returns the response until the other side closes. */
    public static String raw(URI uri, String request) {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
