package io.heliograph.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import okio.ByteString;

/**
 * One HTTP answer.
 *
 * @param stored whether a message was accepted and stored on the way to this answer
 */
record Reply(int status, Map<String, String> headers, ByteString body, boolean stored) {

    static Reply json(int status, Object value) {
        return new Reply(status, Map.of("Content-Type", "application/json"), Json.write(value), false);
    }

    static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    static Reply html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html);
    }

    private static Reply of(int status, String contentType, String content) {
        return new Reply(status, Map.of("Content-Type", contentType), ByteString.encodeUtf8(content), false);
    }

    Reply withHeader(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new Reply(status, all, body, stored);
    }

    Reply afterStoring() {
        return new Reply(status, headers, body, true);
    }

    void writeTo(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean empty = body.size() == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : body.size());
        if (!empty) {
            body.write(exchange.getResponseBody());
        }
        exchange.close();
    }
}
