package io.heliograph.benchmarks.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Asks the server, over a connection of its own, how many it has accepted so far. Used by one thread. */
final class ServerProbe implements AutoCloseable {
    private static final String LENGTH = "Content-Length: ";

    private final Socket socket;
    private final BufferedReader in;

    ServerProbe(String base) throws IOException {
        URI server = URI.create(base);
        SocketFactory sockets =
                server.getScheme().equals("https") ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        socket = sockets.createSocket(server.getHost(), server.getPort());
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    int connections() throws IOException {
        socket.getOutputStream().write("GET /connections HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()));
            }
        }
        char[] body = new char[length];
        int read = in.read(body, 0, length);
        return Integer.parseInt(new String(body, 0, read));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
