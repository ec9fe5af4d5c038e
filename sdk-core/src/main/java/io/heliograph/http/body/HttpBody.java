package io.heliograph.http.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The body of a request, of any kind: {@link io.heliograph.json.JsonBody}, {@link FormBody}, or bytes and text of a type of
 * their own. It is written once for each request, and the same each time.
 */
public interface HttpBody {
    /** The value of {@code Content-Type}, for example {@code application/json; charset=utf-8}. */
    String contentType();

    /** Writes the whole body; it doesn't close the stream. */
    void writeTo(OutputStream out) throws IOException;

    /** The bytes that go out, for a vendor that wants them signed. */
    default byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A body that is there already, such as one that was signed. */
    static HttpBody of(String contentType, byte[] bytes) {
        return new FixedBody(contentType, bytes.clone());
    }

    /**
     * A text in UTF-8, such as XML.
     *
     * @param contentType without a charset, which is added
     */
    static HttpBody text(String contentType, String text) {
        return new FixedBody(contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
