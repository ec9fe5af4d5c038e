package io.heliograph.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Binds vendors' JSON to a class with plain fields, and tolerates values of a wrong type.
 *
 * <p>A field that is missing, null or of another type is read as null; scalars are converted between strings, numbers
 * and booleans; unknown fields are ignored. Thread-safe; create one per class and reuse it.
 */
public final class JsonBinding<T> {
    static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final ByteString BYTE_ORDER_MARK_BYTES = ByteString.encodeUtf8(BYTE_ORDER_MARK);

    private final JsonAdapter<T> adapter;
    private final JsonAdapter<List<@Nullable T>> lists;

    private JsonBinding(JsonAdapter<T> adapter, JsonAdapter<List<@Nullable T>> lists) {
        this.adapter = adapter;
        this.lists = lists;
    }

    /**
     * A binding for a class, and for the classes of its fields.
     *
     * @param type a class that Moshi can access: in a named module, its package must be open to
     *     {@code com.squareup.moshi}
     */
    public static <T> JsonBinding<T> of(Class<T> type) {
        return of((Type) type);
    }

    /** A binding like {@link #of(Class)} that keeps each document's own JSON, for lists whose items are shown one by one. */
    public static <T> JsonBinding<JsonItem<T>> withJson(Class<T> type) {
        return of(Types.newParameterizedType(JsonItem.class, type));
    }

    /**
     * A binding for objects that are read as a map of strings; a value that isn't a string, number or boolean is null.
     */
    public static JsonBinding<Map<String, @Nullable String>> texts() {
        return of(Types.newParameterizedType(Map.class, String.class, String.class));
    }

    private static <T> JsonBinding<T> of(Type type) {
        Moshi moshi = new Moshi.Builder()
                .add(String.class, new LenientScalars.Text())
                .add(Integer.class, new LenientScalars.Whole())
                .add(Long.class, new LenientScalars.LongWhole())
                .add(Double.class, new LenientScalars.Real())
                .add(Boolean.class, new LenientScalars.Flag())
                .add(BigDecimal.class, new LenientScalars.Decimal())
                .add(Ignored.class, new Ignored.Adapter())
                .add(new JsonItems())
                .add(new LenientStructures())
                .build();
        return new JsonBinding<>(moshi.adapter(type), moshi.adapter(Types.newParameterizedType(List.class, type)));
    }

    /** Reads one document; null if it isn't JSON, is truncated, nests too deep, or isn't an object. */
    public @Nullable T read(String json) {
        try {
            return adapter.fromJson(withoutMark(json));
        } catch (IOException | JsonDataException e) {
            // Not logged: Moshi's message holds a piece of the document.
            return null;
        }
    }

    /** As above, from the document's bytes in UTF-8. */
    public @Nullable T read(byte[] json) {
        try {
            if (DocumentReader.canRead(json)) {
                return DocumentReader.read(json, adapter);
            }
            Buffer document = new Buffer().write(json);
            if (document.rangeEquals(0, BYTE_ORDER_MARK_BYTES)) {
                document.skip(BYTE_ORDER_MARK_BYTES.size());
            }
            JsonReader reader = JsonReader.of(document);
            T value = adapter.fromJson(reader);
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? value : null;
        } catch (IOException | JsonDataException e) {
            return null; // not logged: Moshi's message holds a piece of the document
        }
    }

    /**
     * Reads a list of such documents. The list is the whole document, or a field of an object with one of these names,
     * because vendors differ.
     *
     * @return the items, null for each that isn't an object; null if it isn't JSON, is truncated, nests too deep, or
     *     has no list
     */
    public @Nullable List<@Nullable T> readList(String json, String... names) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(withoutMark(json)))) {
            List<@Nullable T> list = reader.peek() == JsonReader.Token.BEGIN_OBJECT
                    ? listIn(reader, Set.of(names))
                    : lists.fromJson(reader);
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? list : null;
        } catch (IOException | JsonDataException e) {
            return null; // not logged: Moshi's message holds a piece of the document
        }
    }

    private @Nullable List<@Nullable T> listIn(JsonReader reader, Set<String> names) throws IOException {
        List<@Nullable T> list = null;
        reader.beginObject();
        while (reader.hasNext()) {
            if (names.contains(reader.nextName())) {
                List<@Nullable T> named = lists.fromJson(reader);
                list = named == null ? list : named;
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        return list;
    }

    /** The field's value; empty if it's missing. */
    public static String orEmpty(@Nullable String field) {
        return field == null ? "" : field;
    }

    private static String withoutMark(String json) {
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
    }
}
