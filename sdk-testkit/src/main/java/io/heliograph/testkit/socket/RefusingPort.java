package io.heliograph.testkit.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port of 127.0.0.1 that refuses every connection until {@link #close()}.
 *
 * <p>The port is bound without a listener, so no other program can take it meanwhile. Thread-safe.
 */
public final class RefusingPort implements AutoCloseable {
    private final Socket holder;
    private final int port;

    private RefusingPort(Socket holder) {
        this.holder = holder;
        this.port = holder.getLocalPort();
    }

    /** Reserves a free port. */
    public static RefusingPort reserve() {
        try {
            Socket holder = new Socket();
            holder.bind(new InetSocketAddress(Loopback.address(), 0));
            return new RefusingPort(holder);
        } catch (IOException e) {
            throw Loopback.noPort(e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI url() {
        return Loopback.url(port);
    }

    public int port() {
        return port;
    }

    /** Frees the port. */
    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " couldn't be freed", e);
        }
    }
}
