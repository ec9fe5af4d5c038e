package io.heliograph.http;

import java.net.ProtocolException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows the responses on one HTTP/1.1 connection byte by byte, in parallel to OkHttp, to find where each one ends:
 * OkHttp buffers what comes after a response and would read it as the next response.
 *
 * <p>It doesn't change what is read. If it can't parse a response, the connection isn't reused. It also limits a line
 * of a chunked body, which OkHttp doesn't. Used by one thread at a time.
 */
final class ResponseFraming {
    private static final int MAX_CHUNK_LINE = 8 << 10;

    /** OkHttp's own limit for a whole response head. */
    private static final int MAX_HEAD_LINE = 256 << 10;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-9][0-9]{2}(?: .*)?", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,16}");

    private enum State {
        /** Before the first request, as for a proxy's response to CONNECT; also HTTP/2. */
        OFF,
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        DONE,
        /** The response ends with the connection, or where it ends is unknown. */
        ENDLESS
    }

    private final StringBuilder line = new StringBuilder();
    private State state = State.OFF;
    private boolean clean = true;
    private long left;

    private int status;
    private boolean keepsOpen;
    private @Nullable String length;
    private @Nullable String coding;

    void requestBegins() {
        beginHead();
        state = State.HEAD;
    }

    /** Whether the last response has ended, and nothing has come after it. */
    boolean isDone() {
        return state == State.DONE && clean;
    }

    /** Processes bytes from the server. */
    void follow(byte[] bytes, int offset, int count) throws ProtocolException {
        int end = offset + count;
        int at = offset;
        while (at < end && state != State.OFF && state != State.ENDLESS) {
            switch (state) {
                case BODY, CHUNK -> at += skip(end - at);
                case DONE -> {
                    clean = false; // unsolicited bytes
                    return;
                }
                default -> at = take(bytes, at, end);
            }
        }
    }

    private int skip(int available) {
        int skipped = (int) Math.min(left, available);
        left -= skipped;
        if (left == 0) {
            state = state == State.BODY ? State.DONE : State.CHUNK_END;
        }
        return skipped;
    }

    /** Reads up to the end of the line, if it's there; returns the position after the bytes read. */
    private int take(byte[] bytes, int from, int end) throws ProtocolException {
        boolean inChunks = state == State.CHUNK_SIZE || state == State.CHUNK_END;
        int maxLength = inChunks ? MAX_CHUNK_LINE : MAX_HEAD_LINE;
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n') {
                endLine();
                return at + 1;
            }
            if (line.length() == maxLength) {
                throw new ProtocolException("a line of a response is longer than " + line.length() + " bytes");
            }
            line.append((char) (bytes[at] & 0xff));
        }
        return end;
    }

    private void endLine() throws ProtocolException {
        int last = line.length() - 1;
        String text = last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
        line.setLength(0);
        endLine(text);
    }

    private void endLine(String text) throws ProtocolException {
        switch (state) {
            case HEAD -> headLine(text);
            case CHUNK_SIZE -> chunkSize(text);
            case CHUNK_END -> {
                clean &= text.isEmpty();
                state = State.CHUNK_SIZE;
            }
            case TRAILERS -> state = text.isEmpty() ? State.DONE : State.TRAILERS;
            default -> throw new IllegalStateException("no line ends in " + state);
        }
    }

    private void beginHead() {
        line.setLength(0);
        status = 0;
        length = null;
        coding = null;
    }

    private void headLine(String text) throws ProtocolException {
        if (status == 0) {
            statusLine(text);
        } else if (text.isEmpty()) {
            endHead();
        } else {
            header(text);
        }
    }

    private void statusLine(String text) throws ProtocolException {
        if (!STATUS_LINE.matcher(text).matches()) {
            throw new ProtocolException("a response that isn't HTTP");
        }
        status = Integer.parseInt(text.substring(9, 12));
        keepsOpen = text.charAt(7) == '1'; // HTTP/1.0 closes by default
    }

    private void header(String text) {
        if (isNamed(text, "content-length:")) {
            clean &= length == null;
            length = value(text);
        } else if (isNamed(text, "transfer-encoding:")) {
            clean &= coding == null;
            coding = value(text);
        } else if (isNamed(text, "connection:")) {
            keepsOpen |= value(text).equalsIgnoreCase("keep-alive");
        }
    }

    private static boolean isNamed(String text, String name) {
        return text.regionMatches(true, 0, name, 0, name.length());
    }

    private static String value(String text) {
        return text.substring(text.indexOf(':') + 1).strip();
    }

    private void endHead() {
        if (status < 200 && status != 101) {
            beginHead(); // an interim response: the final one follows
            return;
        }
        clean &= keepsOpen;
        if (coding != null) {
            clean &= length == null && coding.equalsIgnoreCase("chunked");
            boolean chunked = coding.toLowerCase(Locale.ROOT).contains("chunked");
            state = chunked ? State.CHUNK_SIZE : State.ENDLESS;
            return;
        }
        boolean bodiless = status == 204 || status == 304;
        if (length == null ? !bodiless : !LENGTH.matcher(length).matches()) {
            state = State.ENDLESS;
            return;
        }
        left = length == null ? 0 : Long.parseLong(length);
        clean &= !bodiless || left == 0;
        state = left == 0 ? State.DONE : State.BODY;
    }

    private void chunkSize(String text) {
        int semicolon = text.indexOf(';');
        String size = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        left = CHUNK_SIZE.matcher(size).matches() ? Long.parseUnsignedLong(size, 16) : -1;
        if (left < 0) {
            state = State.ENDLESS;
        } else {
            state = left == 0 ? State.TRAILERS : State.CHUNK;
        }
    }
}
