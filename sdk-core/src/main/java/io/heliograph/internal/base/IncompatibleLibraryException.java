package io.heliograph.internal.base;

/** Thrown at the start where a library on the class path is missing or too old; the message names it and what is needed. */
public final class IncompatibleLibraryException extends IllegalStateException {
    IncompatibleLibraryException(String message) {
        super(message);
    }
}
