package io.heliograph.sandbox.server;

import com.sun.net.httpserver.HttpExchange;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Converts requests and responses of the JDK's HTTP server. */
final class HttpExchanges {
    private HttpExchanges() {}

    /** Reads a request whose path has a prefix before the vendor's own path. */
    static SandboxRequest read(HttpExchange exchange, String prefix) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(SandboxRequest.MAX_BODY + 1);
        // Reading the rest lets a client that is still writing get the response.
        in.transferTo(OutputStream.nullOutputStream());
        return new SandboxRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath().substring(prefix.length()),
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders(),
                body);
    }

    static void write(SandboxResponse response, HttpExchange exchange) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
