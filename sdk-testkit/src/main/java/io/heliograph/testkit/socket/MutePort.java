package io.heliograph.testkit.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * A port of 127.0.0.1 that accepts every connection and never reads or writes, until {@link #close()}.
 *
 * <p>The operating system completes the connections, and nothing accepts them. Thread-safe.
 */
public final class MutePort implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ServerSocket server;

    private MutePort(ServerSocket server) {
        this.server = server;
    }

    /** Listens on a free port. */
    public static MutePort open() {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(Loopback.address(), 0), BACKLOG);
            return new MutePort(server);
        } catch (IOException e) {
            throw Loopback.noPort(e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI url() {
        return Loopback.url(port());
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Breaks every connection and frees the port. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port() + " couldn't be freed", e);
        }
    }
}
