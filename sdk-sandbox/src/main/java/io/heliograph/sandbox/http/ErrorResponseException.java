package io.heliograph.sandbox.http;

import java.util.Map;

/** Thrown to end a request with an error response: the HTTP status and the content of the error body. */
public final class ErrorResponseException extends Exception {
    private final int status;
    private final String text;
    private final transient Map<String, Object> members;

    public ErrorResponseException(int status, String text) {
        this(status, text, Map.of());
    }

    /** An error response whose body has members beside the text, such as the vendor's own code. */
    public ErrorResponseException(int status, String text, Map<String, Object> members) {
        // No stack trace: this is a response, not a defect.
        super(text, null, false, false);
        this.status = status;
        this.text = text;
        this.members = members;
    }

    public int status() {
        return status;
    }

    public String text() {
        return text;
    }

    public Map<String, Object> members() {
        return members;
    }
}
