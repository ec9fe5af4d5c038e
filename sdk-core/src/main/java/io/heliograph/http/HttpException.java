package io.heliograph.http;

import io.heliograph.message.ErrorType;

/**
 * Thrown for a call without a readable response. It holds no URL, header or body, and no cause that could.
 *
 * <p>{@link #mayHaveBeenSent()} says whether the vendor may have received the request. Whether its first byte was
 * written decides that, not the kind of error.
 */
public final class HttpException extends RuntimeException {
    private final ErrorType type;
    private final boolean mayHaveBeenSent;

    HttpException(ErrorType type, boolean mayHaveBeenSent, String reason) {
        super(reason);
        this.type = type;
        this.mayHaveBeenSent = mayHaveBeenSent;
    }

    /** {@link ErrorType#UNREACHABLE}, or {@link ErrorType#DEADLINE} if the deadline passed. */
    public ErrorType type() {
        return type;
    }

    /** Whether bytes of the request left this machine, so that the vendor may have acted on it. */
    public boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }

    /** What happened, safe to log. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
