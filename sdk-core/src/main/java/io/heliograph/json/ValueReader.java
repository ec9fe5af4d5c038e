package io.heliograph.json;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one value of a document as a type; null for a value that can't be converted. Thread-safe. */
@FunctionalInterface
interface ValueReader<T> {
    @Nullable
    T read(JsonReader document) throws IOException;
}
