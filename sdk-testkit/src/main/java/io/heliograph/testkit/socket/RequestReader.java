package io.heliograph.testkit.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads HTTP/1.1 requests from a stream, one after the other; used by one thread. */
final class RequestReader {
    static final int MAX_BODY = 8 * 1024 * 1024;

    private static final int MAX_HEAD = 256 * 1024;
    private static final int MAX_CHUNK_DIGITS = 7;

    private final BufferedInputStream in;
    private int headLeft;

    RequestReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Waits for a request's first byte without consuming it; false at the end of the stream. */
    boolean awaitFirstByte() throws IOException {
        in.mark(1);
        boolean there = in.read() >= 0;
        in.reset();
        return there;
    }

    /** A complete request, or an exception: {@link EOFException} if the stream ends within it. */
    RecordedRequest read(RecordedRequest.Origin origin) throws IOException {
        RequestHead head = head();
        byte[] body = head.chunked() ? chunks() : exactly(head.contentLength(MAX_BODY));
        return new RecordedRequest(origin, head, body);
    }

    /** Discards what still arrives, so that closing doesn't turn into a reset. */
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private RequestHead head() throws IOException {
        headLeft = MAX_HEAD;
        String[] words = line().split(" ", -1);
        if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]")) {
            throw new BadRequestException("The request line isn't one of HTTP/1.1");
        }
        return new RequestHead(words[0], words[1], words[2], headers());
    }

    private List<RequestHead.Header> headers() throws IOException {
        List<RequestHead.Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new BadRequestException("A header line without a name");
            }
            headers.add(new RequestHead.Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return List.copyOf(headers);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > MAX_BODY - body.size()) {
                throw BadRequestException.tooLarge(MAX_BODY);
            }
            body.writeBytes(exactly(size));
            if (!line().isEmpty()) {
                throw new BadRequestException("A chunk is longer than its size");
            }
        }
        // The body is complete only after the empty line that ends the trailers.
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        headLeft = MAX_HEAD;
        String digits = line().replaceFirst("\\s*;.*", "");
        if (!digits.matches("[0-9a-fA-F]{1," + MAX_CHUNK_DIGITS + "}")) {
            throw new BadRequestException("A chunk without a size");
        }
        return Integer.parseInt(digits, 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The body ended early");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The request ended early");
            }
            if (--headLeft < 0) {
                throw new BadRequestException("The head is larger than " + MAX_HEAD + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new BadRequestException("A line that doesn't end with CR LF");
        }
        return text.substring(0, text.length() - 1);
    }
}
