package io.heliograph.testkit.socket;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One complete request, as received.
 *
 * <p>Immutable and thread-safe. {@link #toString()} omits the headers and the body, which may hold credentials.
 */
public final class RecordedRequest {
    private final Origin origin;
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final boolean endsConnection;
    private final byte[] body;

    /** The number of the request's connection, counted from 1, and the local address that it was sent to. */
    record Origin(int connection, InetAddress address) {}

    RecordedRequest(Origin origin, RequestHead head, byte[] body) {
        this.origin = origin;
        this.method = head.method();
        this.target = head.target();
        this.headers = byName(head.headers());
        this.endsConnection = head.endsConnection();
        this.body = body.clone();
    }

    private static Map<String, List<String>> byName(List<RequestHead.Header> headers) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (RequestHead.Header header : headers) {
            byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
        }
        byName.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(byName);
    }

    public String method() {
        return method;
    }

    /** The request target as in the request line, not decoded. */
    public String target() {
        return target;
    }

    /** All headers; look-ups ignore case, and a repeated header keeps its values in order. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** All values of one header in order; empty if it wasn't sent. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The first value of one header. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** A copy of the body's bytes, with chunks joined but nothing decompressed. */
    public byte[] body() {
        return body.clone();
    }

    public String bodyUtf8() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The number of the request's connection, counted from 1. */
    public int connection() {
        return origin.connection();
    }

    /** The local address that the client connected to. */
    public InetAddress reachedAt() {
        return origin.address();
    }

    boolean endsConnection() {
        return endsConnection;
    }

    @Override
    public String toString() {
        return method + " " + target + ", " + body.length + " bytes, connection " + connection();
    }
}
