package io.heliograph.sandbox.client;

/**
 * A sandbox couldn't be reached, or refused a request. Its message has the sandbox's own words, which say what was wrong and what
 * would be right.
 */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    SandboxException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of the answer; 0 if none came. */
    public int status() {
        return status;
    }
}
