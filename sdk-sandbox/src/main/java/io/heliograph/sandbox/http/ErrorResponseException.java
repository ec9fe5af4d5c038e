package io.heliograph.sandbox.http;

import java.util.Map;

/** The end of a request that a vendor doesn't accept: the HTTP status, and what its error body says. */
public final class ErrorResponseException extends Exception {
    private final int status;
    private final String text;
    private final transient Map<String, Object> members;

    public ErrorResponseException(int status, String text) {
        this(status, text, Map.of());
    }

    /** A refusal whose error body has members beside the text, such as the vendor's own code. */
    public ErrorResponseException(int status, String text, Map<String, Object> members) {
        // No stack trace: this is an answer, not a defect.
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
