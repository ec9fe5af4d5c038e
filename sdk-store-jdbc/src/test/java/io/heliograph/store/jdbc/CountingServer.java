package io.heliograph.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;

/** A vendor's server on a socket, for clients in other processes: it counts what they send, by what a conversation takes it for. */
final class CountingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Conversation conversation;
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private final Phaser open = new Phaser(1);

    /** What is read and written on a connection. */
    interface Conversation {
        /**
         * Serves a connection until its end.
         *
         * @throws IOException if the process at the other end was killed; what was counted counts
         */
        void serve(CountingServer server, InputStream in, OutputStream out) throws IOException;
    }

    CountingServer(Conversation conversation) throws IOException {
        this.conversation = conversation;
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "counting-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Counts a message, by its key or its recipient. */
    void count(String message) {
        received.merge(message, 1, Integer::sum);
    }

    /** How often each message was received. */
    Map<String, Integer> received() {
        return Map.copyOf(received);
    }

    int received(String message) {
        return received.getOrDefault(message, 0);
    }

    /** Waits until all that reached it has been counted and has ended: connections are accepted in their order. */
    void awaitIdle() throws IOException {
        try (Socket last = new Socket(InetAddress.getLoopbackAddress(), port())) {
            last.shutdownOutput();
            last.getInputStream().readAllBytes(); // until the server closes it
        }
        open.arriveAndAwaitAdvance();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.register();
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            return; // it is closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            conversation.serve(this, connection.getInputStream(), connection.getOutputStream());
        } catch (IOException e) {
            return; // the process at the other end was killed
        } finally {
            open.arriveAndDeregister();
        }
    }

    /** A line without its end; null where the connection ends before it. */
    static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
