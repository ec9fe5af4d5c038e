package io.heliograph.store.jdbc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on a socket that accepts messages as Me SMS does, and counts for each number how often it was asked to send to it. It
 * may call somebody at a moment of a request, such as to kill the process that made it.
 */
final class CountingVendor implements Closeable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final Pattern NUMBER = Pattern.compile("\"([0-9]{8,15})\"");

    private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Moment moment = Moment.NEVER;
    private volatile int at;
    private volatile Runnable then = () -> {};

    /** A moment of a request. */
    enum Moment {
        NEVER,
        AFTER_HEADERS,
        BEFORE_ANSWER,
        AFTER_ANSWER
    }

    CountingVendor() throws IOException {
        Thread accepting = new Thread(this::accept, "vendor");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Calls somebody once, at a moment of one of the next requests. */
    void call(Moment when, int request, Runnable somebody) {
        then = somebody;
        at = requests.get() + request;
        moment = when;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** How often each number was received in a complete request. */
    Map<String, Integer> received() {
        return Map.copyOf(received);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread serving = new Thread(() -> serve(connection), "vendor-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                int request = requests.incrementAndGet();
                reached(Moment.AFTER_HEADERS, request);
                Matcher length = LENGTH.matcher(head);
                byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                count(new String(body, StandardCharsets.UTF_8));
                reached(Moment.BEFORE_ANSWER, request);
                byte[] answer = ("{\"uuid\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8);
                ByteArrayOutputStream reply = new ByteArrayOutputStream();
                reply.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + answer.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                reply.writeBytes(answer);
                connection.getOutputStream().write(reply.toByteArray());
                connection.getOutputStream().flush();
                reached(Moment.AFTER_ANSWER, request);
            }
        } catch (IOException e) {
            // Its process was killed.
        }
    }

    private void count(String body) {
        int list = body.indexOf("msisdns");
        Matcher number = NUMBER.matcher(body);
        for (int from = Math.max(0, list); number.find(from); from = number.end()) {
            received.merge(number.group(1), 1, Integer::sum);
        }
    }

    private void reached(Moment now, int request) {
        if (moment == now && request >= at) {
            moment = Moment.NEVER;
            then.run();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (c == '\n' && head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
