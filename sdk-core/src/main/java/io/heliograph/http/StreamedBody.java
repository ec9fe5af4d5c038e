package io.heliograph.http;

import io.heliograph.http.body.HttpBody;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A request body that is written while it is sent, so that it needn't fit in memory, and can be sent once. */
final class StreamedBody extends RequestBody {
    private final MediaType type;
    private final HttpBody body;

    StreamedBody(MediaType type, HttpBody body) {
        this.type = type;
        this.body = body;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink.outputStream());
    }
}
