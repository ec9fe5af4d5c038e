package io.heliograph.store.jdbc;

import io.heliograph.message.SendRequest;
import io.heliograph.spi.SendResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A vendor's server that counts the messages of each key, for clients in other processes. */
final class OutboxServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Map<String, AtomicInteger> sends = new ConcurrentHashMap<>();
    private final Phaser open = new Phaser(1);
    private volatile Consumer<String> beforeAnswer = key -> {};

    OutboxServer() throws IOException {
        Thread thread = new Thread(this::accept, "counting-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Sets what happens between a message and its answer. */
    void beforeAnswer(Consumer<String> action) {
        beforeAnswer = action;
    }

    int sends(String key) {
        return sends.getOrDefault(key, new AtomicInteger()).get();
    }

    int sends() {
        return sends.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Waits until all that reached it has been counted: connections are accepted in their order. */
    void awaitIdle() {
        ask(port(), "LOOKUP", OutboxProcess.request("the-last"));
        open.arriveAndAwaitAdvance();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.register();
                Thread thread = new Thread(() -> serve(socket), "counting-server-call");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            return; // it is closed
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String[] words = line.split(" ", -1);
            socket.getOutputStream().write(answer(words[0], words[1]).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return; // the process at the other end was killed
        } finally {
            open.arriveAndDeregister();
        }
    }

    private String answer(String command, String key) {
        if (command.equals("LOOKUP")) {
            return sends(key) > 0 ? "FOUND\n" : "ABSENT\n";
        }
        sends.computeIfAbsent(key, first -> new AtomicInteger()).incrementAndGet();
        beforeAnswer.accept(key);
        return "ACCEPTED\n";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The provider of a server's port. */
    static OutboxVendor vendor(int port, Runnable afterAnswer) {
        return new OutboxVendor(
                request -> {
                    ask(port, "SEND", request);
                    afterAnswer.run();
                    return new SendResult.Accepted(OutboxVendor.message(request));
                },
                request -> ask(port, "LOOKUP", request).equals("FOUND"));
    }

    private static String ask(int port, String command, SendRequest request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write((command + " " + request.key() + "\n").getBytes(StandardCharsets.UTF_8));
            return String.valueOf(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
