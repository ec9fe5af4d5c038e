package io.heliograph.testkit.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the harness does with one request.
 *
 * <p>Immutable and thread-safe; one value may be scripted many times. An empty content type means no such header. A
 * header line is {@code Name: value}.
 */
public final class Behaviour {
    private static final byte[] NOTHING = {};
    private static final int MISSING_BYTES = 1024;

    private final String name;
    private final boolean atFirstByte;
    private final ConnectionEnd ending;
    private final Reply reply;

    /** What is written back before the ending. */
    @FunctionalInterface
    private interface Reply {
        void write(ResponseWriter wire) throws IOException;
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

    /** A whole answer with a Content-Length; the connection stays open for the next request. */
    public static Behaviour answer(int status, String contentType, String body, String... headerLines) {
        return answerBytes(status, contentType, body.getBytes(StandardCharsets.UTF_8), headerLines);
    }

    /** Like {@link #answer}, with a body that is not text. */
    public static Behaviour answerBytes(int status, String contentType, byte[] body, String... headerLines) {
        AnswerHead head = new AnswerHead(status, contentType, headerLines);
        ConnectionEnd ending = head.announcesClose() ? ConnectionEnd.FIN : ConnectionEnd.KEEP_OPEN;
        return new Behaviour("answer " + status, ending, whole(head, body));
    }

    /** Exactly these bytes, whatever they are, and then a clean close. */
    public static Behaviour answerRaw(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Behaviour("answer " + copy.length + " raw bytes", ConnectionEnd.FIN, wire -> wire.send(copy));
    }

    /** A whole answer that lets the client keep the connection, which is then closed: a stale pooled connection. */
    public static Behaviour answerThenClose(int status, String contentType, String body, String... headerLines) {
        AnswerHead head = new AnswerHead(status, contentType, headerLines);
        return new Behaviour(
                "answer " + status + " then close",
                ConnectionEnd.FIN,
                whole(head, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** This answer, and then a clean close: a connection that the client was allowed to keep, and that is dead. */
    public Behaviour thenClose() {
        return new Behaviour(name + " then close", ConnectionEnd.FIN, reply);
    }

    /** This answer and, in the same write, bytes that nobody asked for; the connection stays open. */
    public Behaviour thenSay(String unasked) {
        byte[] more = unasked.getBytes(StandardCharsets.ISO_8859_1);
        return new Behaviour(name + " and more", ending, wire -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            reply.write(wire.into(answer));
            wire.send(join(answer.toByteArray(), more));
        });
    }

    /** The head of a chunked answer, and a first chunk whose extension never ends. */
    public static Behaviour endlessChunkHead(int status) {
        byte[] head = ("HTTP/1.1 " + status + " Scripted\r\nTransfer-Encoding: chunked\r\n\r\n2;")
                .getBytes(StandardCharsets.ISO_8859_1);
        return new Behaviour("endless chunk head " + status, ConnectionEnd.FIN, wire -> {
            wire.send(head);
            byte[] extension = "a".repeat(1 << 16).getBytes(StandardCharsets.ISO_8859_1);
            while (!wire.isStopped()) { // the client that has enough closes, and the next write fails
                wire.send(extension);
            }
        });
    }

    /** The body given, under a Content-Length that promises more, and then a clean close. */
    public static Behaviour cutBody(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] cut = join(new AnswerHead(status, contentType).bytes(bytes.length + MISSING_BYTES), bytes);
        return new Behaviour("cut body " + status, ConnectionEnd.FIN, wire -> wire.send(cut));
    }

    /** Reads the whole request and closes cleanly (FIN), without a byte of answer. */
    public static Behaviour closeWithoutReply() {
        return new Behaviour("close without reply", ConnectionEnd.FIN, wire -> {});
    }

    /** Reads the whole request and resets the connection (RST). */
    public static Behaviour reset() {
        return new Behaviour("reset", ConnectionEnd.RESET, wire -> {});
    }

    /** Resets the connection (RST) as soon as a request's first byte is there; such a request is begun, never whole. */
    public static Behaviour resetOnConnect() {
        return new Behaviour("reset on connect", true, ConnectionEnd.RESET, wire -> {});
    }

    /** Reads the whole request, and whatever follows on that connection, and never answers. */
    public static Behaviour silent() {
        return new Behaviour("silent", ConnectionEnd.MUTE, wire -> {});
    }

    /** Sends a status line and then header after header, one byte per gap, without ever coming to an end. */
    public static Behaviour dribble(Duration gap) {
        if (gap.isNegative() || gap.isZero()) {
            throw new IllegalArgumentException("A gap is longer than nothing");
        }
        return new Behaviour("dribble every " + gap, ConnectionEnd.MUTE, wire -> dribble(wire, gap));
    }

    /** A redirect without a body, such as 307, to another place. */
    public static Behaviour redirect(int status, URI location) {
        AnswerHead head = new AnswerHead(status, "", "Location: " + location.toASCIIString());
        return new Behaviour("redirect " + status, ConnectionEnd.KEEP_OPEN, whole(head, NOTHING));
    }

    /** The answer to a request that comes when nothing was scripted. */
    static Behaviour unscripted() {
        return answer(500, "text/plain", "unscripted");
    }

    boolean atFirstByte() {
        return atFirstByte;
    }

    /** How the connection ends after this request: a client that wants it closed gets it closed. */
    ConnectionEnd endingFor(RecordedRequest request) {
        return ending == ConnectionEnd.KEEP_OPEN && request.endsConnection() ? ConnectionEnd.FIN : ending;
    }

    void play(ResponseWriter wire) throws IOException {
        reply.write(wire);
    }

    private static Reply whole(AnswerHead head, byte[] body) {
        byte[] headOnly = head.bytes(body.length);
        byte[] all = head.bodiless() ? headOnly : join(headOnly, body);
        return wire -> wire.send(wire.request().method().equals("HEAD") ? headOnly : all);
    }

    private static void dribble(ResponseWriter wire, Duration gap) throws IOException {
        byte[] start = "HTTP/1.1 200 Slow\r\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = "X-Slow: 1\r\n".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] line = start; ; line = header) {
            for (byte one : line) {
                wire.send(one);
                if (wire.stoppedWithin(gap)) {
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
