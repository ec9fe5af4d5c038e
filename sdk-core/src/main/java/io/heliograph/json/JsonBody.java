package io.heliograph.json;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;

/** Writes one JSON document: exact about what is left out and what is an explicit null. */
@FunctionalInterface
public interface JsonBody {
    /** Writes the whole document. {@code nullValue()} writes a null; a name that isn't written isn't sent. */
    void writeTo(JsonWriter json) throws IOException;
}
