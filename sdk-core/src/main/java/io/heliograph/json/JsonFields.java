package io.heliograph.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads a JSON document of unknown structure as a map. For a documented structure, use {@link JsonBinding}. */
public final class JsonFields {
    private JsonFields() {}

    /**
     * The fields of a document: each a string, a {@code Double}, a {@code Boolean}, a list, a map or null.
     *
     * @return empty if it isn't JSON, is truncated, nests too deep, has a field twice, or isn't an object
     */
    @SuppressWarnings("unchecked") // Moshi reads an object as such a map
    public static Map<String, @Nullable Object> of(String json) {
        String document = json.startsWith(JsonBinding.BYTE_ORDER_MARK) ? json.substring(1) : json;
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(document))) {
            if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
                return Map.of();
            }
            Object fields = Objects.requireNonNull(reader.readJsonValue());
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? (Map<String, @Nullable Object>) fields : Map.of();
        } catch (IOException | JsonDataException e) {
            return Map.of(); // not logged: Moshi's message holds a piece of the document
        }
    }
}
