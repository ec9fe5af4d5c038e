package io.heliograph.json;

import com.squareup.moshi.JsonWriter;
import io.heliograph.http.body.HttpBody;
import java.io.IOException;
import java.io.OutputStream;

/** A request body that is one JSON document, with control over omitted fields and explicit nulls. */
@FunctionalInterface
public interface JsonBody extends HttpBody {
    /** The media type. */
    String CONTENT_TYPE = "application/json; charset=utf-8";

    /** Writes the whole document. {@code nullValue()} sends an explicit null; a name that isn't written isn't sent. */
    void writeTo(JsonWriter json) throws IOException;

    @Override
    default String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    default void writeTo(OutputStream out) throws IOException {
        DocumentWriter.write(this::writeTo, out);
    }
}
