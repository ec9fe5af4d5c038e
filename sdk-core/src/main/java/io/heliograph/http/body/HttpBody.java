package io.heliograph.http.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The body of a request: {@link io.heliograph.json.JsonBody}, {@link FormBody}, or bytes or text of any media type.
 * It's written once per request, with the same bytes each time.
 */
public interface HttpBody {
    /** The value of {@code Content-Type}, for example {@code application/json; charset=utf-8}. */
    String contentType();

    /** Writes the whole body; it doesn't close the stream. */
    void writeTo(OutputStream out) throws IOException;

    /**
     * The number of bytes of a body that is written while it is sent, because it may be too large for memory; by default -1,
     * for a body that is written to memory before its call begins.
     */
    default long contentLength() {
        return -1;
    }

    /** The bytes that are sent, for a vendor that requires a signature over them. */
    default byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A body of existing bytes, such as signed ones. */
    static HttpBody of(String contentType, byte[] bytes) {
        return fixed(contentType, bytes.clone());
    }

    /**
     * A text body in UTF-8, such as XML.
     *
     * @param contentType without a charset, which is added
     */
    static HttpBody text(String contentType, String text) {
        return fixed(contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpBody fixed(String contentType, byte[] bytes) {
        return new HttpBody() {
            @Override
            public String contentType() {
                return contentType;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }

            /** Only how many there are: they hold the text and the number. */
            @Override
            public String toString() {
                return "HttpBody[" + bytes.length + " bytes]";
            }
        };
    }
}
