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
import org.jspecify.annotations.Nullable;

/**
 * Binds vendors' JSON to a class with plain fields, and never fails over a value's form.
 *
 * <p>A field that is missing, null or of another shape is read as null; numbers and booleans are read as strings where a
 * string is wanted, and the other way round; unknown fields are left aside. Thread-safe; make one per class and keep it.
 */
public final class JsonBinding<T> {
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private final JsonAdapter<T> adapter;
    private final JsonAdapter<List<@Nullable T>> lists;

    private JsonBinding(JsonAdapter<T> adapter, JsonAdapter<List<@Nullable T>> lists) {
        this.adapter = adapter;
        this.lists = lists;
    }

    /**
     * A binding for a class, and for the classes of its fields.
     *
     * @param type a class that Moshi may reach: in a named module its package is opened to {@code com.squareup.moshi}
     */
    public static <T> JsonBinding<T> of(Class<T> type) {
        return of((Type) type);
    }

    /** A binding for objects whose fields are read as texts by their names; what is no text, number or boolean is null. */
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
                .add(new LenientStructures())
                .build();
        return new JsonBinding<>(moshi.adapter(type), moshi.adapter(Types.newParameterizedType(List.class, type)));
    }

    /** Reads one document; null if it isn't JSON, is cut, nests too deep, or isn't an object. */
    public @Nullable T read(String json) {
        try {
            return adapter.fromJson(withoutMark(json));
        } catch (IOException | JsonDataException e) {
            // Moshi's message holds a piece of the document, so it is dropped here.
            return null;
        }
    }

    /**
     * Reads a list of such documents. It is the whole document, or stands in an object under one of these names: vendors have
     * it so in one place and so in another.
     *
     * @return the items, null for each that isn't an object; null if it isn't JSON, is cut, nests too deep, or has no list
     */
    public @Nullable List<@Nullable T> readList(String json, String... names) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(withoutMark(json)))) {
            List<@Nullable T> list = reader.peek() == JsonReader.Token.BEGIN_OBJECT
                    ? listIn(reader, Set.of(names))
                    : lists.fromJson(reader);
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? list : null;
        } catch (IOException | JsonDataException e) {
            return null; // Moshi's message holds a piece of the document, so it is dropped here
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

    /** What a field holds; empty where it was missing. */
    public static String orEmpty(@Nullable String field) {
        return field == null ? "" : field;
    }

    private static String withoutMark(String json) {
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
    }
}
