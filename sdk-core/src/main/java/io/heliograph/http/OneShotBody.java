package io.heliograph.http;

import io.heliograph.http.body.FormBody;
import io.heliograph.http.body.HttpBody;
import io.heliograph.json.JsonBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;

/** A request body that is written before its call begins and can be sent once. */
final class OneShotBody extends RequestBody {
    /** The two media types of nearly all vendors, parsed once. */
    private static final MediaType JSON = MediaType.get(JsonBody.CONTENT_TYPE);

    private static final MediaType FORM = MediaType.get(FormBody.CONTENT_TYPE);

    private final MediaType type;
    private final Buffer content;
    private final long length;

    private OneShotBody(MediaType type, Buffer content) {
        this.type = type;
        this.content = content;
        length = content.size();
    }

    static RequestBody of(HttpBody body) {
        if (body.contentLength() >= 0) {
            return new StreamedBody(type(body.contentType()), body);
        }
        Buffer content = new Buffer();
        try {
            body.writeTo(content.outputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OneShotBody(type(body.contentType()), content);
    }

    /** An empty body, for a method that requires one. */
    static RequestBody empty() {
        return new OneShotBody(JSON, new Buffer());
    }

    private static MediaType type(String contentType) {
        return switch (contentType) {
            case JsonBody.CONTENT_TYPE -> JSON;
            case FormBody.CONTENT_TYPE -> FORM;
            default -> MediaType.get(contentType);
        };
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(content, length);
    }
}
