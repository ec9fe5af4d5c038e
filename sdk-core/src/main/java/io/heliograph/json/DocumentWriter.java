package io.heliograph.json;

import com.squareup.moshi.JsonWriter;
import io.heliograph.internal.base.Spares;
import java.io.IOException;
import java.io.OutputStream;
import okio.Buffer;

/**
 * Writes one JSON document after the other with one writer of Moshi, because each writer makes 500 bytes of arrays. The documents
 * are the values of an object that never ends, so that the writer is as strict as with one document. Not thread-safe.
 */
final class DocumentWriter {
    private static final Spares<DocumentWriter> SPARES = new Spares<>(DocumentWriter::new);

    /** The name of each value, and its bytes with what is around it: a brace or comma, two quotes, a colon. */
    private static final String NAME = "";

    private static final int PREFIX = 4;

    /** The depth of the writer between two documents: what it begins with, and the object. */
    private static final int DEPTH = 2;

    /** What writes a document. */
    @FunctionalInterface
    interface Document {
        void writeTo(JsonWriter json) throws IOException;
    }

    private final Buffer content = new Buffer();
    private final JsonWriter json = JsonWriter.of(content);

    private DocumentWriter() {
        try {
            json.beginObject().name(NAME);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // not possible: it's written to memory
        }
    }

    static void write(Document body, OutputStream out) throws IOException {
        DocumentWriter spare = SPARES.acquire();
        boolean isReusable = spare.next(body);
        spare.content.writeTo(out);
        if (isReusable) {
            SPARES.release(spare);
        }
    }

    /** Writes a document into the content; whether the next one can follow it. */
    private boolean next(Document body) throws IOException {
        json.setLenient(false);
        json.setSerializeNulls(true); // an explicit null is sent
        body.writeTo(json);
        json.flush();
        if (!json.getIndent().isEmpty()) { // it would be deeper than in a document of its own
            throw new IllegalStateException("the JSON of a request has no indent");
        }
        if (content.size() < PREFIX) { // nothing was written
            content.clear();
            return false;
        }
        json.name(NAME); // throws if the body wrote a name without a value
        content.skip(PREFIX);
        return depth() == DEPTH;
    }

    /** The writer's depth, which it shows without making a text only as what flattening has to restore. */
    private int depth() {
        int outer = json.beginFlatten();
        int depth = json.beginFlatten();
        json.endFlatten(outer);
        return depth;
    }
}
