package io.heliograph.http.body;

import java.io.IOException;
import java.io.OutputStream;

/** A body of given bytes; {@code toString} shows only their number. */
final class FixedBody implements HttpBody {
    private final String contentType;
    private final byte[] bytes;

    FixedBody(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public String toString() {
        return "HttpBody[" + bytes.length + " bytes]";
    }
}
