package io.heliograph.store.jdbc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accepts messages over HTTP as Me SMS does, and counts the numbers of each complete request. It may call somebody at a moment of a
 * request, such as to kill the process that made it.
 */
final class MeSmsConversation implements CountingServer.Conversation {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final Pattern NUMBER = Pattern.compile("\"([0-9]{8,15})\"");

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

    /** Calls somebody once, at a moment of one of the next requests. */
    void call(Moment when, int request, Runnable somebody) {
        then = somebody;
        at = requests.get() + request;
        moment = when;
    }

    @Override
    public void serve(CountingServer server, InputStream connection, OutputStream out) throws IOException {
        InputStream in = new BufferedInputStream(connection);
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            int request = requests.incrementAndGet();
            reached(Moment.AFTER_HEADERS, request);
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            count(server, new String(body, StandardCharsets.UTF_8));
            reached(Moment.BEFORE_ANSWER, request);
            String answer = "{\"uuid\":\"" + UUID.randomUUID() + "\"}";
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length()
                            + "\r\n\r\n" + answer)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            reached(Moment.AFTER_ANSWER, request);
        }
    }

    private static void count(CountingServer server, String body) {
        int list = body.indexOf("msisdns");
        Matcher number = NUMBER.matcher(body);
        for (int from = Math.max(0, list); number.find(from); from = number.end()) {
            server.count(number.group(1));
        }
    }

    private void reached(Moment now, int request) {
        if (moment == now && request >= at) {
            moment = Moment.NEVER;
            then.run();
        }
    }

    /** The lines up to the empty one; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = CountingServer.line(in); line != null; line = CountingServer.line(in)) {
            head.append(line).append('\n');
            if (line.equals("\r")) {
                return head.toString();
            }
        }
        return "";
    }
}
