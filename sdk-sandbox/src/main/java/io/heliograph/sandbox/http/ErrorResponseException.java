package io.heliograph.sandbox.http;

import java.util.Map;

/** The end of a request that a vendor doesn't accept: the HTTP status, and what its error body says. */
public final class ErrorResponseException extends Exception {
    private final int status;
    private final String words;
    private final transient Map<String, Object> more;

    public ErrorResponseException(int status, String words) {
        this(status, words, Map.of());
    }

    /** A refusal whose error body has more members than the words, such as the vendor's own code. */
    public ErrorResponseException(int status, String words, Map<String, Object> more) {
        // No stack trace: this is an answer, not a defect.
        super(words, null, false, false);
        this.status = status;
        this.words = words;
        this.more = more;
    }

    public int status() {
        return status;
    }

    public String words() {
        return words;
    }

    public Map<String, Object> more() {
        return more;
    }
}
