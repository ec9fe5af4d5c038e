package io.heliograph.testkit.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the harness does with one request.
 *
 * <p>Immutable and thread-safe; a script may contain one value many times. An empty content type means no such
 * header. A header line is {@code Name: value}.
 */
public final class Behaviour {
    private static final byte[] NOTHING = {};
    private static final int MISSING_BYTES = 1024;

    private final String name;
    private final boolean atFirstByte;
    private final ConnectionEnd ending;
    private final Reply reply;

    /** Writes the response, before the connection's end. */
    @FunctionalInterface
    private interface Reply {
        void write(ResponseWriter response) throws IOException;
    }

    private Behaviour(String name, boolean atFirstByte, ConnectionEnd ending, Reply reply) {
        this.name = name;
        this.atFirstByte = atFirstByte;
        this.ending = ending;
        this.reply = reply;
    }

    private Behaviour(String name, ConnectionEnd ending, Reply reply) {
        this(name, false, ending, reply);
    }

    /** A complete response with a Content-Length; the connection stays open for the next request. */
    public static Behaviour answer(int status, String contentType, String body, String... headerLines) {
        return answerBytes(status, contentType, body.getBytes(StandardCharsets.UTF_8), headerLines);
    }

    /** Like {@link #answer}, with a body that isn't text. */
    public static Behaviour answerBytes(int status, String contentType, byte[] body, String... headerLines) {
        ResponseHead head = new ResponseHead(status, contentType, headerLines);
        ConnectionEnd ending = head.announcesClose() ? ConnectionEnd.FIN : ConnectionEnd.KEEP_OPEN;
        return new Behaviour("answer " + status, ending, whole(head, body));
    }

    /** Exactly these bytes, then a clean close. */
    public static Behaviour answerRaw(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Behaviour(
                "answer " + copy.length + " raw bytes", ConnectionEnd.FIN, response -> response.send(copy));
    }

    /**
     * A complete response that lets the client keep the connection, which is then closed: a stale pooled connection.
     */
    public static Behaviour answerThenClose(int status, String contentType, String body, String... headerLines) {
        ResponseHead head = new ResponseHead(status, contentType, headerLines);
        return new Behaviour(
                "answer " + status + " then close",
                ConnectionEnd.FIN,
                whole(head, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** This response, then a clean close: the client was allowed to keep the connection, which is now dead. */
    public Behaviour thenClose() {
        return new Behaviour(name + " then close", ConnectionEnd.FIN, reply);
    }

    /** This response and, in the same write, surplus bytes; the connection stays open. */
    public Behaviour thenSay(String unasked) {
        byte[] more = unasked.getBytes(StandardCharsets.ISO_8859_1);
        return new Behaviour(name + " and more", ending, response -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            reply.write(response.into(answer));
            response.send(join(answer.toByteArray(), more));
        });
    }

    /** The head of a chunked response, and a first chunk whose extension never ends. */
    public static Behaviour endlessChunkHead(int status) {
        byte[] head = ("HTTP/1.1 " + status + " Scripted\r\nTransfer-Encoding: chunked\r\n\r\n2;")
                .getBytes(StandardCharsets.ISO_8859_1);
        return new Behaviour("endless chunk head " + status, ConnectionEnd.FIN, response -> {
            response.send(head);
            byte[] extension = "a".repeat(1 << 16).getBytes(StandardCharsets.ISO_8859_1);
            while (!response.isStopped()) { // a client that gives up closes, and the next write fails
                response.send(extension);
            }
        });
    }

    /** This body, under a Content-Length that promises more, then a clean close. */
    public static Behaviour cutBody(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] cut = join(new ResponseHead(status, contentType).bytes(bytes.length + MISSING_BYTES), bytes);
        return new Behaviour("cut body " + status, ConnectionEnd.FIN, response -> response.send(cut));
    }

    /** Reads the whole request and closes cleanly (FIN), without a byte of response. */
    public static Behaviour closeWithoutReply() {
        return new Behaviour("close without reply", ConnectionEnd.FIN, response -> {});
    }

    /** Reads the whole request and resets the connection (RST). */
    public static Behaviour reset() {
        return new Behaviour("reset", ConnectionEnd.RESET, response -> {});
    }

    /** Resets the connection (RST) after a request's first byte; such a request begins, but is never complete. */
    public static Behaviour resetOnConnect() {
        return new Behaviour("reset on connect", true, ConnectionEnd.RESET, response -> {});
    }

    /** Reads the whole request and everything after it, and never responds. */
    public static Behaviour silent() {
        return new Behaviour("silent", ConnectionEnd.MUTE, response -> {});
    }

    /** Sends a status line and then endless headers, one byte per gap. */
    public static Behaviour dribble(Duration gap) {
        if (gap.isNegative() || gap.isZero()) {
            throw new IllegalArgumentException("A gap must be longer than 0");
        }
        return new Behaviour("dribble every " + gap, ConnectionEnd.MUTE, response -> dribble(response, gap));
    }

    /** A redirect without a body, such as 307, to another URL. */
    public static Behaviour redirect(int status, URI location) {
        ResponseHead head = new ResponseHead(status, "", "Location: " + location.toASCIIString());
        return new Behaviour("redirect " + status, ConnectionEnd.KEEP_OPEN, whole(head, NOTHING));
    }

    /** The response to a request without a script. */
    static Behaviour unscripted() {
        return answer(500, "text/plain", "unscripted");
    }

    boolean atFirstByte() {
        return atFirstByte;
    }

    /** The connection's end after this request: closed if the client asked for that. */
    ConnectionEnd endingFor(RecordedRequest request) {
        return ending == ConnectionEnd.KEEP_OPEN && request.endsConnection() ? ConnectionEnd.FIN : ending;
    }

    void play(ResponseWriter response) throws IOException {
        reply.write(response);
    }

    private static Reply whole(ResponseHead head, byte[] body) {
        byte[] headOnly = head.bytes(body.length);
        byte[] all = head.bodiless() ? headOnly : join(headOnly, body);
        return response -> response.send(response.request().method().equals("HEAD") ? headOnly : all);
    }

    private static void dribble(ResponseWriter response, Duration gap) throws IOException {
        byte[] start = "HTTP/1.1 200 Slow\r\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = "X-Slow: 1\r\n".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] line = start; ; line = header) {
            for (byte one : line) {
                response.send(one);
                if (response.stoppedWithin(gap)) {
                    return;
                }
            }
        }
    }

    private static byte[] join(byte[] head, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length + body.length);
        all.writeBytes(head);
        all.writeBytes(body);
        return all.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
