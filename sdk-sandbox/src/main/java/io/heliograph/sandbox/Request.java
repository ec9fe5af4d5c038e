package io.heliograph.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, read to its end.
 *
 * @param path the path as sent, still percent-encoded, without the prefix under which the receiver lives
 * @param tooLarge whether the body was over {@link #MAX_BODY}; it then reads as empty
 */
record Request(
        String method, String path, Map<String, String> query, Headers headers, ByteString body, boolean tooLarge) {
    /** In bytes: the default limit of Android SMS Gateway server v1.47.1 (2026-08-22). */
    static final int MAX_BODY = 4 * 1024 * 1024;

    static Request read(HttpExchange exchange, String prefix) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] bytes = in.readNBytes(MAX_BODY + 1);
        boolean tooLarge = bytes.length > MAX_BODY;
        // Reading the rest lets a client that is still writing see the answer.
        in.transferTo(OutputStream.nullOutputStream());
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath().substring(prefix.length()),
                query(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                tooLarge ? ByteString.EMPTY : ByteString.of(bytes),
                tooLarge);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw == null) {
            return query;
        }
        for (String pair : raw.split("&", 0)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    /** The first value of a header, or the empty string. */
    String header(String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    /** Whether the request has these credentials by HTTP's Basic scheme. */
    boolean hasBasic(String user, String password) {
        String[] parts = header("Authorization").split(" ", 2);
        ByteString decoded = parts.length == 2 ? ByteString.decodeBase64(parts[1]) : null;
        return decoded != null
                && parts[0].equalsIgnoreCase("Basic")
                && decoded.string(StandardCharsets.UTF_8).equals(user + ":" + password);
    }

    boolean isJson() {
        return List.of(header("Content-Type").split(";", 2))
                .get(0)
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals("application/json");
    }

    /** What stands after the parent's slash when that is exactly one segment, decoded; null otherwise. */
    @Nullable
    String child(String parent) {
        if (!path.startsWith(parent + "/")) {
            return null;
        }
        String rest = path.substring(parent.length() + 1);
        // In a path a plus sign is a plus sign.
        return rest.isEmpty() || rest.contains("/") ? null : decode(rest.replace("+", "%2B"));
    }
}
