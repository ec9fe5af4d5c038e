package io.heliograph.http;

import java.net.ProtocolException;

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

    private static final byte[] CONTENT_LENGTH = HeadLine.ascii("content-length:");
    private static final byte[] TRANSFER_ENCODING = HeadLine.ascii("transfer-encoding:");
    private static final byte[] CONNECTION = HeadLine.ascii("connection:");
    private static final byte[] KEEP_ALIVE = HeadLine.ascii("keep-alive");
    private static final byte[] CHUNKED = HeadLine.ascii("chunked");

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

    /** What {@code Transfer-Encoding} says. */
    private enum Coding {
        NONE,
        CHUNKED,
        /** Chunked among others. */
        MIXED,
        OTHER
    }

    private final HeadLine line = new HeadLine();
    private State state = State.OFF;
    private boolean clean = true;
    private long left;

    private int status;
    private boolean keepsOpen;
    private boolean hasLength;

    /** The last {@code Content-Length}; -1 if it isn't a number. */
    private long length;

    private Coding coding = Coding.NONE;

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
        int last = (int) Math.min(end, from + (long) maxLength - line.size());
        int at = from;
        while (at < last && bytes[at] != '\n') {
            at++;
        }
        if (at < end && bytes[at] == '\n') {
            line.end(bytes, from, at);
            endLine();
            return at + 1;
        }
        if (at < end) {
            throw new ProtocolException("a line of a response is longer than " + maxLength + " bytes");
        }
        line.add(bytes, from, end);
        return end;
    }

    private void endLine() throws ProtocolException {
        switch (state) {
            case HEAD -> headLine();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK_END -> {
                clean &= line.isEmpty();
                state = State.CHUNK_SIZE;
            }
            case TRAILERS -> state = line.isEmpty() ? State.DONE : State.TRAILERS;
            default -> throw new IllegalStateException("no line ends in " + state);
        }
    }

    private void beginHead() {
        line.clear();
        status = 0;
        hasLength = false;
        length = 0;
        coding = Coding.NONE;
    }

    private void headLine() throws ProtocolException {
        if (status == 0) {
            statusLine();
        } else if (line.isEmpty()) {
            endHead();
        } else {
            header();
        }
    }

    private void statusLine() throws ProtocolException {
        status = line.status();
        if (status == 0) {
            throw new ProtocolException("a response that isn't HTTP");
        }
        keepsOpen = line.isVersion11(); // HTTP/1.0 closes by default
    }

    private void header() {
        if (line.startsWith(CONTENT_LENGTH)) {
            clean &= !hasLength;
            hasLength = true;
            line.dropName(CONTENT_LENGTH.length);
            length = line.number();
        } else if (line.startsWith(TRANSFER_ENCODING)) {
            clean &= coding == Coding.NONE;
            line.dropName(TRANSFER_ENCODING.length);
            coding = line.is(CHUNKED) ? Coding.CHUNKED : line.contains(CHUNKED) ? Coding.MIXED : Coding.OTHER;
        } else if (line.startsWith(CONNECTION)) {
            line.dropName(CONNECTION.length);
            keepsOpen |= line.is(KEEP_ALIVE);
        }
    }

    private void endHead() {
        if (status < 200 && status != 101) {
            beginHead(); // an interim response: the final one follows
            return;
        }
        clean &= keepsOpen;
        if (coding != Coding.NONE) {
            clean &= !hasLength && coding == Coding.CHUNKED;
            state = coding == Coding.OTHER ? State.ENDLESS : State.CHUNK_SIZE;
            return;
        }
        boolean bodiless = status == 204 || status == 304;
        if (hasLength ? length < 0 : !bodiless) {
            state = State.ENDLESS;
            return;
        }
        left = length;
        clean &= !bodiless || left == 0;
        state = left == 0 ? State.DONE : State.BODY;
    }

    private void chunkSize() {
        left = line.chunkSize();
        if (left < 0) {
            state = State.ENDLESS;
        } else {
            state = left == 0 ? State.TRAILERS : State.CHUNK;
        }
    }
}
