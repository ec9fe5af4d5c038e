package io.heliograph.store.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor on a socket: it counts the requests of each key, and lets a test decide when each is answered. */
final class CountingServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final Hook hook;

    /** Is called when a request has come, and after its answer. */
    interface Hook {
        /** Returns whether to answer. */
        boolean received(String worker, String key, int number);

        void answered(String worker);
    }

    CountingServer(Hook hook) throws IOException {
        this.hook = hook;
        socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "counting-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many requests each key had. */
    Map<String, Integer> requests() {
        return Map.copyOf(requests);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread serving = new Thread(() -> serve(connection), "counting-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            if (line == null) {
                return; // killed before its first byte
            }
            String worker = line.substring(0, line.indexOf(' '));
            String key = line.substring(line.indexOf(' ') + 1);
            requests.merge(key, 1, Integer::sum);
            if (hook.received(worker, key, all.incrementAndGet())) {
                connection.getOutputStream().write('\n');
                connection.getOutputStream().flush();
                hook.answered(worker);
            }
        } catch (IOException e) {
            // The worker was killed meanwhile; its request counts.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
