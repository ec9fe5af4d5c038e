package io.heliograph.standalone;

/** Thrown when the sandbox can't start, because one of its ports can't be opened. The message is one line for the user. */
public final class SandboxStartException extends RuntimeException {
    /** The exit code of a program that ends with this: {@code EX_UNAVAILABLE} of BSD's {@code sysexits.h}. */
    public static final int EXIT_CODE = 69;

    SandboxStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
