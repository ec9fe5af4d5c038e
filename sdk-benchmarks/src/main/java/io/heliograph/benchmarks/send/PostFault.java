package io.heliograph.benchmarks.send;

import java.nio.charset.StandardCharsets;

/** What goes wrong with each request of a send, unless it says "once". */
enum PostFault {
    NONE("accepted"),
    ERROR("500"),
    ERROR_ONCE("500 once"),
    UNAVAILABLE_NOW("503 with Retry-After: 0"),
    UNAVAILABLE_SOON("503 with Retry-After: 1"),
    RESET("connection reset after the request"),
    CLOSE("connection closed after the request"),
    KEPT_CLOSED("kept connection closed as the request arrives"),
    CUT("2xx with half a body"),
    SILENT("read timeout"),
    THROTTLED("429"),
    UNAUTHORIZED("401"),
    TEMPORARY_REDIRECT("307 to another path"),
    PERMANENT_REDIRECT("308 to another path");

    /** The query of the place that a redirect leads to. */
    static final String MOVED = "?moved";

    private final String label;

    PostFault(String label) {
        this.label = label;
    }

    /** Its name in the raw file and the tables. */
    String label() {
        return label;
    }

    /** Whether the vendor may have the message, though the client can't see it. */
    boolean mayHaveTaken() {
        return switch (this) {
            case THROTTLED, UNAUTHORIZED, TEMPORARY_REDIRECT, PERMANENT_REDIRECT -> false;
            default -> true;
        };
    }

    /** The response to a request for this path, by which nothing is accepted. */
    byte[] refusal(String path) {
        return switch (this) {
            case ERROR, ERROR_ONCE -> response(500, "");
            case UNAVAILABLE_NOW -> response(503, "Retry-After: 0\r\n");
            case UNAVAILABLE_SOON -> response(503, "Retry-After: 1\r\n");
            case THROTTLED -> response(429, "");
            case UNAUTHORIZED -> response(401, "");
            case TEMPORARY_REDIRECT -> redirect(307, path);
            case PERMANENT_REDIRECT -> redirect(308, path);
            default -> throw new IllegalStateException(label + " has no response");
        };
    }

    private static byte[] response(int status, String headers) {
        return bytes(status, headers, "{\"code\":" + status + ",\"message\":\"error\",\"status\":" + status + "}");
    }

    private static byte[] redirect(int status, String path) {
        return bytes(status, "Location: " + path + MOVED + "\r\n", "");
    }

    private static byte[] bytes(int status, String headers, String body) {
        String response = "HTTP/1.1 " + status + " Error\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        return response.getBytes(StandardCharsets.US_ASCII);
    }
}
