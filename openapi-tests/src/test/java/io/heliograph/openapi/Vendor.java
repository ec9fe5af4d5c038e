package io.heliograph.openapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mock server on the loopback interface: it returns its document's examples, and records the requests. */
final class Vendor implements AutoCloseable {
    private static final Example NOT_THERE = new Example(404, "", "");

    private final Document document;
    private final HttpServer server;
    private final Map<String, Example> answers = new ConcurrentHashMap<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    Vendor(Document document) {
        this.document = document;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Sets the response of one operation. */
    void answers(String operation, Example answer) {
        answers.put(operation, answer);
    }

    /** Sets the response of one operation, unless one is set. */
    void answersByDefault(String operation, Example answer) {
        answers.putIfAbsent(operation, answer);
    }

    /** The requests so far, oldest first. */
    List<Exchange> requests() {
        return List.copyOf(exchanges);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new LinkedHashMap<>(exchange.getRequestHeaders());
        Exchange request = new Exchange(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
        exchanges.add(request);
        Example answer = answerTo(document.operation(request.method(), request.path()));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (!answer.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }

    private Example answerTo(String operation) {
        Example answer = answers.get(operation);
        if (answer != null) {
            return answer;
        }
        return document.operations().contains(operation) ? new Examples(document).success(operation) : NOT_THERE;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
