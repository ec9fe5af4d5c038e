package io.heliograph.sandbox;

import com.squareup.moshi.Moshi;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okio.ByteString;

/** A web server that receives the sandbox's webhooks. */
public final class Receiver implements AutoCloseable {
    /** No response: the connection stays open. */
    public static final int SILENCE = -1;

    /** No response: the connection is cut. */
    public static final int CUT = -2;

    /** A received request. */
    public record Got(String method, URI uri, Map<String, List<String>> headers, ByteString content) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }

        public byte[] bytes() {
            return content.toByteArray();
        }

        public String body() {
            return content.utf8();
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> json() {
            try {
                return (Map<String, Object>) Objects.requireNonNull(
                        new Moshi.Builder().build().adapter(Object.class).fromJson(body()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> object(String name) {
            return (Map<String, Object>) Objects.requireNonNull(json().get(name), name);
        }
    }

    private final HttpServer server;
    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    // Both guarded by this.
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final Deque<HttpExchange> silent = new ArrayDeque<>();

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        ByteString content = ByteString.of(exchange.getRequestBody().readAllBytes());
        got.add(new Got(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                content));
        int status = nextAnswer(exchange);
        if (status == CUT) {
            throw new IOException("cut");
        }
        if (status != SILENCE) {
            exchange.getResponseHeaders().set("Location", uri("/elsewhere").toString());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
    }

    private synchronized int nextAnswer(HttpExchange exchange) {
        Integer status = answers.isEmpty() ? Integer.valueOf(200) : answers.removeFirst();
        if (status == SILENCE) {
            silent.add(exchange);
        }
        return status;
    }

    /** Sets the status of the next responses; later ones have 200. */
    public synchronized void answer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Removes and returns the requests since the last call. */
    public List<Got> taken() {
        List<Got> taken = new ArrayList<>();
        got.drainTo(taken);
        return taken;
    }

    /** Waits for the next request. */
    public Got next() {
        try {
            return Objects.requireNonNull(got.poll(10, TimeUnit.SECONDS), "nothing came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized List<HttpExchange> unanswered() {
        return List.copyOf(silent);
    }

    /** Stops without the lock: the server waits for its thread, and that thread takes the lock for each request. */
    @Override
    public void close() {
        unanswered().forEach(HttpExchange::close);
        server.stop(0);
    }
}
