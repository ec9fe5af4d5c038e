package io.heliograph.json;

/** A document isn't JSON, is truncated or nests too deep. It has no message and no trace, because both are discarded. */
final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJsonException() {
        super(null, null, false, false);
    }
}
