package io.heliograph.benchmarks.send;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/**
 * A server that accepts every message as Wavix does, and counts its connections. It does as little
 * as possible, so that the clients' work is what differs. A thread serves each connection.
 */
final class VendorServer implements AutoCloseable {
    private static final int MAX_HEAD = 8192;

    private final ServerSocket listener;
    private final long delayNanos;
    private final AtomicInteger connections = new AtomicInteger();

    VendorServer(ServerSocketFactory sockets, long delayMillis) throws IOException {
        listener = sockets.createServerSocket(0, 1024, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        delayNanos = delayMillis * 1_000_000;
        daemon(this::accept, "accept");
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections were opened so far. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                daemon(() -> serve(socket), "serve");
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 256 << 10);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            byte[] head = new byte[MAX_HEAD];
            while (true) {
                int length = readHead(in, head);
                if (length < 0) {
                    return;
                }
                String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
                in.skipNBytes(contentLength(text));
                if (delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                out.write(VendorAnswers.to(text.substring(0, text.indexOf('\r')), connections.get()));
            }
        } catch (IOException e) {
            // the client closed it
        }
    }

    /** Reads to the empty line; -1 at the end of the stream. */
    private static int readHead(InputStream in, byte[] head) throws IOException {
        int length = 0;
        while (length < MAX_HEAD) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            head[length++] = (byte) next;
            if (next == '\n' && length >= 4 && head[length - 3] == '\n') {
                return length;
            }
        }
        throw new IOException("a head of more than " + MAX_HEAD + " bytes");
    }

    private static int contentLength(String head) {
        String name = "content-length:";
        for (int at = head.indexOf('\n'); at >= 0; at = head.indexOf('\n', at + 1)) {
            if (head.regionMatches(true, at + 1, name, 0, name.length())) {
                int end = head.indexOf('\r', at);
                return Integer.parseInt(
                        head.substring(at + 1 + name.length(), end).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
