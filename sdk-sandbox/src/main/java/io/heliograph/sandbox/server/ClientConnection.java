package io.heliograph.sandbox.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** The connection that a request came by. Thread-safe, but for the stream. */
public interface ClientConnection {
    /** Closes it, at any time and on any thread. */
    void cut();

    /**
     * Begins a response that has no length and ends when the connection is {@link #cut()}; the handler writes it on its own
     * thread, and returns null.
     */
    OutputStream stream(Map<String, String> headers) throws IOException;
}
