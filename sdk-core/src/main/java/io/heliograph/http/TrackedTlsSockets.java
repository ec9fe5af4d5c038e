package io.heliograph.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Creates TLS sockets whose decrypted bytes are tracked; OkHttp needs only those on top of a connected socket. */
final class TrackedTlsSockets extends SSLSocketFactory {
    private final SSLSocketFactory platform;

    TrackedTlsSockets(SSLSocketFactory platform) {
        this.platform = platform;
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose) throws IOException {
        Socket made = platform.createSocket(raw, host, port, autoClose);
        return made instanceof SSLSocket tls ? new TrackedTlsSocket(tls, raw) : made;
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

    @Override
    public String[] getDefaultCipherSuites() {
        return platform.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return platform.getSupportedCipherSuites();
    }
}
