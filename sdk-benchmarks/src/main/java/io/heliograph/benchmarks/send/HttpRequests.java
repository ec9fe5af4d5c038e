package io.heliograph.benchmarks.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests with a {@code Content-Length} or without a body. */
final class HttpRequests {
    static final int MAX_HEAD = 8192;

    private HttpRequests() {}

    /** Reads a whole request and gives its head; null at the end of the stream. */
    @Nullable
    static String read(InputStream in, byte[] buffer) throws IOException {
        int length = readHead(in, buffer);
        if (length < 0) {
            return null;
        }
        String head = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        in.skipNBytes(contentLength(head));
        return head;
    }

    /** Reads to the empty line; -1 at the end of the stream. */
    private static int readHead(InputStream in, byte[] head) throws IOException {
        int length = 0;
        while (length < MAX_HEAD) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            head[length++] = (byte) next;
            if (next == '\n' && length >= 4 && head[length - 3] == '\n') {
                return length;
            }
        }
        throw new IOException("a head of more than " + MAX_HEAD + " bytes");
    }

    private static int contentLength(String head) {
        String name = "content-length:";
        for (int at = head.indexOf('\n'); at >= 0; at = head.indexOf('\n', at + 1)) {
            if (head.regionMatches(true, at + 1, name, 0, name.length())) {
                int end = head.indexOf('\r', at);
                return Integer.parseInt(
                        head.substring(at + 1 + name.length(), end).strip());
            }
        }
        return 0;
    }
}
