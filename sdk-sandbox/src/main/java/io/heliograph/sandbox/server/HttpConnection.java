package io.heliograph.sandbox.server;

import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, which handles request after request on one thread. Another thread may close it. */
final class HttpConnection implements ClientConnection, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final int IDLE_MILLIS = 30_000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Socket socket;
    private final RequestHandler handler;
    private final Consumer<HttpConnection> closed;

    /**
     * A connection.
     *
     * @param closed called when it is closed
     */
    HttpConnection(Socket socket, RequestHandler handler, Consumer<HttpConnection> closed) {
        this.socket = socket;
        this.handler = handler;
        this.closed = closed;
    }

    /** Handles requests until one side closes the connection, or a response is withheld. */
    void serve() {
        boolean withheld = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            OutputStream out = socket.getOutputStream();
            RequestReader reader = new RequestReader(new BufferedInputStream(socket.getInputStream()), out);
            boolean open = true;
            while (open) {
                RawRequest request = reader.next();
                SandboxResponse response = request == null ? null : handler.handle(request, this);
                withheld = request != null && response == null;
                open = request != null && response != null && request.keepsAlive();
                if (request != null && response != null) {
                    write(response, request.method(), open, out);
                }
            }
        } catch (RequestReader.NotHttpException e) {
            refuse();
        } catch (IOException e) {
            LOG.debug("a connection ended: {}", e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // Whoever threw it has logged it.
            LOG.debug("a connection is cut: {}", e.getClass().getSimpleName());
        } finally {
            if (!withheld) {
                close();
            }
        }
    }

    private void refuse() {
        try {
            SandboxResponse response = SandboxResponse.text(400, "This isn't an HTTP request.\n");
            write(response, "", false, socket.getOutputStream());
        } catch (IOException e) {
            LOG.debug("a connection ended: {}", e.getClass().getSimpleName());
        }
    }

    private static void write(SandboxResponse response, String method, boolean keepsAlive, OutputStream out)
            throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = head(response.status(), response.headers());
        if (response.status() != 204 && response.status() != 304) {
            head.append("\r\nContent-Length: ").append(body.length);
        }
        head.append(keepsAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        // In one piece: apart, the body would wait for the client's delayed acknowledgement.
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + body.length);
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("HEAD")) {
            all.writeBytes(body);
        }
        all.writeTo(out);
        out.flush();
    }

    private static StringBuilder head(int status, Map<String, String> headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason(status));
        head.append("\r\nDate: ").append(DATE.format(Instant.now()));
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        return head;
    }

    @Override
    public OutputStream stream(Map<String, String> headers) throws IOException {
        OutputStream out = socket.getOutputStream();
        // Without a length and chunks, which HTTP/1.1 allows for a response that ends with its connection.
        String head = head(200, headers).append("\r\nConnection: close\r\n\r\n").toString();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return out;
    }

    @Override
    public void cut() {
        close();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }

    @Override
    public void close() {
        try (socket) {
            // Close alone would wait until a thread that reads has left the socket.
            socket.shutdownInput();
            socket.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("a connection ended: {}", e.getClass().getSimpleName());
        }
        closed.accept(this);
    }
}
