package io.heliograph.sandbox.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response of the sandbox, with a text body. Immutable and thread-safe. */
public final class SandboxResponse {
    private final int status;
    private final Map<String, String> headers;
    private final String body;
    private final boolean stored;

    private SandboxResponse(int status, Map<String, String> headers, String body, boolean stored) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.stored = stored;
    }

    /**
     * A JSON document.
     *
     * @param value as {@link Json#write} takes it
     */
    public static SandboxResponse json(int status, Object value) {
        return of(status, "application/json", Json.write(value));
    }

    /** Plain text. */
    public static SandboxResponse text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    /** An HTML page. */
    public static SandboxResponse html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html);
    }

    /** A body of any type, sent as UTF-8. */
    public static SandboxResponse of(int status, String contentType, String body) {
        return new SandboxResponse(status, Map.of("Content-Type", contentType), body, false);
    }

    /** A status without a body. */
    public static SandboxResponse empty(int status) {
        return new SandboxResponse(status, Map.of(), "", false);
    }

    /** This response with a header added or replaced. */
    public SandboxResponse withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new SandboxResponse(status, all, body, stored);
    }

    /**
     * This response, marked as that to a request whose message was accepted and stored: under
     * {@link io.heliograph.sandbox.model.SandboxFault#ACCEPT_THEN_HANG} it isn't sent.
     */
    public SandboxResponse afterStoring() {
        return new SandboxResponse(status, headers, body, true);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The headers by name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body; empty for none. */
    public String body() {
        return body;
    }

    /** Whether a message was accepted and stored. */
    public boolean stored() {
        return stored;
    }

    /** Shows neither headers nor body, which may have numbers and texts. */
    @Override
    public String toString() {
        return "SandboxResponse[status=" + status + ", stored=" + stored + "]";
    }
}
