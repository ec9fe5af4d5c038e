package io.heliograph.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import io.heliograph.internal.base.Spares;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object after the other with one reader of Moshi, because each reader makes 500 bytes of arrays. Not thread-safe. */
final class DocumentReader {
    private static final Spares<DocumentReader> SPARES = new Spares<>(DocumentReader::new);

    private final Buffer document = new Buffer();
    private final JsonReader reader = JsonReader.of(document);

    private DocumentReader() {}

    /** Whether it can read a document: only one that begins with an object, so that being lenient before it accepts nothing else. */
    static boolean canRead(byte[] json) {
        return json.length > 0 && json[0] == '{';
    }

    /** Reads a document; null if anything but white space follows it. */
    static <T> @Nullable T read(byte[] json, JsonAdapter<T> adapter) throws IOException {
        DocumentReader spare = SPARES.acquire();
        T value = spare.next(json, adapter);
        boolean isWhole = spare.isWhole();
        if (isWhole) { // any other, and one that threw, has a rest that the next document would begin with
            SPARES.release(spare);
        }
        return isWhole ? value : null;
    }

    private <T> @Nullable T next(byte[] json, JsonAdapter<T> adapter) throws IOException {
        document.write(json);
        reader.setLenient(true); // a strict reader takes no second document
        JsonReader.Token unused = reader.peek();
        reader.setLenient(false);
        return adapter.fromJson(reader);
    }

    /** Not by the reader's own look at the end, after which it reads nothing more. */
    private boolean isWhole() throws IOException {
        while (!document.exhausted()) {
            byte next = document.readByte();
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return false;
            }
        }
        return true;
    }
}
