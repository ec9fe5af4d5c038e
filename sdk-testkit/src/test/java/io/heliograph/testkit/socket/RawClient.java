package io.heliograph.testkit.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A plain socket that sends exactly the given bytes; used by one thread. */
final class RawClient implements AutoCloseable {
    static final String POST = "POST /sms HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nhello";

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket = new Socket();

    private RawClient(InetSocketAddress address) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
    }

    static RawClient to(SocketHarness harness) throws IOException {
        return to(Loopback.address(), harness.port());
    }

    static RawClient to(InetAddress address, int port) throws IOException {
        return new RawClient(new InetSocketAddress(address, port));
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** So many bytes, or fewer if the stream ends; never more, so that the rest stays for the next call. */
    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** The status line and headers, including the empty line. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            String next = read(1);
            if (next.isEmpty()) {
                break;
            }
            head.append(next);
        }
        return head.toString();
    }

    /** Everything up to a clean end of the stream; a reset is an exception. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    RawClient patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
