package io.heliograph.testkit.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Accepts loopback connections and owns the threads and sockets that serve them; thread-safe. */
final class Listener {
    private static final Duration JOIN_BOUND = Duration.ofSeconds(5);

    private final ServerSocket server;
    private final Function<Socket, Runnable> service;
    private final Thread acceptor;
    private final Object lock = new Object();
    private final Map<Thread, Socket> live = new HashMap<>();
    private boolean closed;

    Listener(ServerSocket server, Function<Socket, Runnable> service) {
        this.server = server;
        this.service = service;
        this.acceptor = daemon(this::accept, "accept");
    }

    void start() {
        acceptor.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Closes every socket, then waits for every thread; a second call does nothing. */
    void close() {
        List<Thread> threads;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            closeQuietly(server);
            live.values().forEach(Listener::closeQuietly);
            threads = List.copyOf(live.keySet());
        }
        long deadline = System.nanoTime() + JOIN_BOUND.toNanos();
        join(acceptor, deadline);
        threads.forEach(thread -> join(thread, deadline));
    }

    private void accept() {
        try {
            while (true) {
                serve(server.accept());
            }
        } catch (IOException e) {
            // A closed server socket is the signal for this thread to end; any other error must be reported.
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        synchronized (lock) {
            if (closed || !Loopback.admits(socket.getInetAddress())) {
                closeQuietly(socket);
                return;
            }
            live.keySet().removeIf(thread -> !thread.isAlive());
            Thread thread = daemon(service.apply(socket), "serve");
            thread.start();
            live.put(thread, socket);
        }
    }

    private Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "socket-harness-" + server.getLocalPort() + "-" + name);
        thread.setDaemon(true);
        return thread;
    }

    private static void join(Thread thread, long deadline) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("A thread outlived the harness: " + thread.getName());
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done about a socket that doesn't close.
        }
    }
}
