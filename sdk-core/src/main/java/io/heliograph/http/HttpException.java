package io.heliograph.http;

import io.heliograph.message.ErrorType;

/**
 * A call without a readable answer. It holds no URL, header or body, and chains nothing that could.
 *
 * <p>Whether the vendor got the request is {@link #mayHaveBeenSent()}, decided by whether its first byte was written,
 * not by what went wrong.
 */
public final class HttpException extends RuntimeException {
    private final ErrorType type;
    private final boolean mayHaveBeenSent;

    HttpException(ErrorType type, boolean mayHaveBeenSent, String reason) {
        super(reason);
        this.type = type;
        this.mayHaveBeenSent = mayHaveBeenSent;
    }

    /** {@link ErrorType#UNREACHABLE}, or {@link ErrorType#DEADLINE} where the time ran out. */
    public ErrorType type() {
        return type;
    }

    /** Whether bytes of the request left this machine, so that the vendor may have acted on it. */
    public boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }

    /** What happened, in words that are safe to log. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
