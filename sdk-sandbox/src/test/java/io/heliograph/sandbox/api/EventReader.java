package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A client of server-sent events on a connection of its own; it waits 20 seconds at most. */
final class EventReader implements AutoCloseable {
    record Event(String id, String name, Map<String, Object> data) {}

    private final Socket socket;
    private final BufferedReader lines;

    /** Connects, and returns when the server has begun to answer. */
    EventReader(URI sandbox, String lastEventId) throws IOException {
        socket = new Socket(sandbox.getHost(), sandbox.getPort());
        socket.setSoTimeout(20_000);
        String last = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        socket.getOutputStream()
                .write(("GET /api/events HTTP/1.1\r\nHost: localhost\r\n" + last + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
        boolean stream = false;
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            stream |= line.equals("Content-Type: text/event-stream; charset=utf-8");
        }
        assertThat(stream).as("it is a stream of events").isTrue();
        assertThat(lines.readLine()).isEqualTo("retry: 1000");
        assertThat(lines.readLine()).isEmpty();
    }

    /** The next event. */
    @SuppressWarnings("unchecked")
    Event next() throws IOException {
        String id = field(lines.readLine(), "id: ");
        String name = field(lines.readLine(), "event: ");
        String data = field(lines.readLine(), "data: ");
        assertThat(lines.readLine()).isEmpty();
        return new Event(id, name, (Map<String, Object>) Objects.requireNonNull(
                new Moshi.Builder().build().adapter(Object.class).fromJson(data)));
    }

    /** The next event of a kind; others are skipped. */
    Event next(String name) throws IOException {
        Event event = next();
        while (!event.name().equals(name)) {
            event = next();
        }
        return event;
    }

    private static String field(String line, String start) {
        assertThat(line).startsWith(start);
        return line.substring(start.length());
    }

    /** Whether the server ends the stream before anything else comes. */
    boolean isAtEnd() throws IOException {
        return lines.readLine() == null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
