package io.heliograph.http;

import java.io.IOException;

/** Thrown for a pooled connection that can't be used any more; nothing was written to it. */
final class UnusableConnectionException extends IOException {
    UnusableConnectionException() {
        super("a connection that was kept can't be used any more");
    }
}
