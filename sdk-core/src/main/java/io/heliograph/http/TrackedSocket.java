package io.heliograph.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** A plain socket whose incoming bytes are tracked. */
final class TrackedSocket extends Socket implements Tracked {
    private final ConnectionState state = new ConnectionState();

    /**
     * Connects, and bounds each read by the same time until OkHttp sets another one for the first request. A cancellation that
     * comes while OkHttp goes from TCP to TLS is lost, and without a bound a silent peer would then be waited for without end.
     */
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        super.connect(endpoint, timeout);
        setSoTimeout(timeout);
    }

    @Override
    public ConnectionState state() {
        return state;
    }

    @Override
    public boolean hasUnread() throws IOException {
        return super.getInputStream().available() > 0;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Input(super.getInputStream(), state);
    }

    /** Creates tracked sockets; OkHttp needs only unconnected ones. */
    static final class Factory extends SocketFactory {
        private final SocketFactory platform = SocketFactory.getDefault();

        @Override
        public Socket createSocket() {
            return new TrackedSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return platform.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return platform.createSocket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return platform.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return platform.createSocket(host, port, local, localPort);
        }
    }
}
