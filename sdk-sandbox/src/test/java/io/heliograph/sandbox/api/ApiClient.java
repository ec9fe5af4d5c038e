package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A test's requests to the API, and sends to Wavix. */
record ApiClient(Sandbox sandbox) {
    JsonResponse get(String path) {
        return Browser.get(sandbox.url().resolve(path));
    }

    JsonResponse send(String method, String path, String body, String... headers) {
        return Browser.send(method, sandbox.url().resolve(path), body, headers);
    }

    /** The response to a request that must succeed. */
    JsonResponse ok(String method, String path, String body) {
        JsonResponse response = send(method, path, body);
        assertThat(response.status()).as(response.body()).isIn(200, 201, 204);
        return response;
    }

    /** Sends a message by Wavix and returns its id there. */
    String wavix(String to, String text) {
        JsonResponse response = Browser.postWavix(sandbox, """
                {"from":"ACME","to":"%s","message_body":{"text":"%s"}}""".formatted(to, text));
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response.text("message_id");
    }

    /** The messages of a list. */
    List<Map<String, Object>> messages(String query) {
        JsonResponse response = get("/api/messages" + query);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.objects("messages");
    }

    /** A value of each message of a list. */
    List<Object> messages(String query, String name) {
        return messages(query).stream()
                .map(message -> Objects.requireNonNull(message.get(name), name))
                .toList();
    }

    /** The number of the newest message. */
    String newestId() {
        return (String) messages("?limit=1", "id").get(0);
    }
}
