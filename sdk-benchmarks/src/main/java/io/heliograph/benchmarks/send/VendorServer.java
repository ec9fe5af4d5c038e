package io.heliograph.benchmarks.send;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/**
 * A server that accepts every message as Wavix does, and counts its connections. It does as little
 * as possible, so that the clients' work is what differs. A thread serves each connection.
 */
final class VendorServer implements AutoCloseable {
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
            byte[] buffer = new byte[HttpRequests.MAX_HEAD];
            String head;
            while ((head = HttpRequests.read(in, buffer)) != null) {
                if (delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                out.write(VendorAnswers.to(head.substring(0, head.indexOf('\r')), connections.get()));
            }
        } catch (IOException e) {
            // the client closed it
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
