package io.heliograph.sandbox.server;

import io.heliograph.sandbox.spi.SandboxRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one HTTP/1.1 connection (RFC 9112). Unlike the JDK's server it passes a malformed path on, so that
 * each vendor answers it in its own way. Not thread-safe.
 */
final class RequestReader {
    /** The request isn't HTTP/1.0 or 1.1: the connection can't be read any further. */
    static final class NotHttpException extends IOException {
        NotHttpException(String message) {
            super(message);
        }
    }

    private static final Pattern REQUEST_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([^ ]+) HTTP/1\\.([01])");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?]*(.*)");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;.*)?");
    private static final int MAX_HEAD = 256 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private int headLeft;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request; null where the client has closed the connection. */
    @Nullable
    RawRequest next() throws IOException {
        headLeft = MAX_HEAD;
        String first = line();
        // RFC 9112, 2.2: empty lines before a request are ignored.
        while (first != null && first.isEmpty()) {
            first = line();
        }
        if (first == null) {
            return null;
        }
        Matcher line = REQUEST_LINE.matcher(first);
        if (!line.matches()) {
            throw new NotHttpException("the request line isn't one");
        }
        Map<String, List<String>> headers = headers();
        boolean keepsAlive = keepsAlive(headers, line.group(3).equals("1"));
        String target = originForm(line.group(2));
        int question = target.indexOf('?');
        return new RawRequest(
                line.group(1),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                headers,
                body(headers),
                keepsAlive);
    }

    private static String originForm(String target) {
        Matcher absolute = ABSOLUTE.matcher(target);
        String path = absolute.matches() ? absolute.group(1) : target;
        return path.startsWith("/") ? path : "/" + path;
    }

    private static boolean keepsAlive(Map<String, List<String>> headers, boolean byDefault) {
        String connection =
                String.join(",", headers.getOrDefault("Connection", List.of())).toLowerCase(Locale.ROOT);
        return byDefault ? !connection.contains("close") : connection.contains("keep-alive");
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = requiredLine(); !line.isEmpty(); line = requiredLine()) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new NotHttpException("a header isn't one");
            }
            headers.computeIfAbsent(header.group(1), name -> new ArrayList<>()).add(header.group(2));
        }
        return headers;
    }

    private ByteString body(Map<String, List<String>> headers) throws IOException {
        List<String> coding = headers.getOrDefault("Transfer-Encoding", List.of());
        List<String> length = headers.getOrDefault("Content-Length", List.of());
        if (coding.isEmpty() && length.isEmpty()) {
            return ByteString.EMPTY;
        }
        if (headers.getOrDefault("Expect", List.of()).stream().anyMatch("100-continue"::equalsIgnoreCase)) {
            out.write(CONTINUE);
            out.flush();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (coding.isEmpty()) {
            if (length.size() > 1 || !LENGTH.matcher(length.get(0)).matches()) {
                throw new NotHttpException("the length of the body isn't a number");
            }
            copy(Long.parseLong(length.get(0)), body);
        } else if (coding.size() == 1 && coding.get(0).equalsIgnoreCase("chunked")) {
            copyChunks(body);
        } else {
            throw new NotHttpException("the transfer coding isn't known");
        }
        return ByteString.of(body.toByteArray());
    }

    private void copyChunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            headLeft = MAX_HEAD;
            Matcher chunk = CHUNK.matcher(requiredLine());
            if (!chunk.matches()) {
                throw new NotHttpException("a chunk has no size");
            }
            long size = Long.parseLong(chunk.group(1), 16);
            if (size == 0) {
                // The trailers of the last chunk count for nothing.
                var unused = headers();
                return;
            }
            copy(size, body);
            if (!requiredLine().isEmpty()) {
                throw new NotHttpException("a chunk is longer than its size");
            }
        }
    }

    /** Reads all, so that a client that is still writing gets the response, and keeps what is needed to see the size. */
    private void copy(long length, ByteArrayOutputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the body ended early");
            }
            left -= read;
            body.write(buffer, 0, Math.min(read, SandboxRequest.MAX_BODY + 1 - body.size()));
        }
    }

    private String requiredLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("the request ended early");
        }
        return line;
    }

    /** A line without its end; null at the end of the stream. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next != '\n') {
            headLeft--;
            if (next < 0 || headLeft < 0) {
                throw new NotHttpException("the head of the request ended early, or is too long");
            }
            line.write(next);
            next = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
