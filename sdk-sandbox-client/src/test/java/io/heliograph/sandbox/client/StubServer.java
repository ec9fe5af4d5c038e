package io.heliograph.sandbox.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that answers what a test sets, and records what it is asked. */
final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>(List.of(new Answer(204, "")));

    private record Answer(int status, String body) {}

    StubServer() {
        this(0);
    }

    /** On a port that was free before. */
    StubServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
        Answer now = answers.size() > 1 ? answers.remove() : answers.element();
        byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Answers with these bodies, one after the other; the last one stays. */
    void says(int status, String... bodies) {
        answers.clear();
        for (String body : bodies) {
            answers.add(new Answer(status, body));
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The next request: method, path and body; waits for it. */
    String next() {
        @Nullable String next = poll();
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    private @Nullable String poll() {
        try {
            return requests.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The requests that nobody has asked for yet. */
    List<String> rest() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
