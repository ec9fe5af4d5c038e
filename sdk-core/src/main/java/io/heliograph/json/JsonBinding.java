package io.heliograph.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
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

    private final ValueReader<T> values;
    private final ValueReader<List<@Nullable T>> lists;

    private JsonBinding(ValueReader<T> values) {
        this.values = values;
        lists = ValueReaders.list(values);
    }

    /**
     * A binding for a class, and for the classes of its fields.
     *
     * @param type a class with a constructor without parameters; in a named module, its package must be open to
     *     {@code io.heliograph}
     */
    public static <T> JsonBinding<T> of(Class<T> type) {
        return new JsonBinding<>(reader(type));
    }

    /** A binding like {@link #of(Class)} that keeps each document's own JSON, for lists whose items are shown one by one. */
    public static <T> JsonBinding<JsonItem<T>> withJson(Class<T> type) {
        return new JsonBinding<>(ValueReaders.item(reader(type)));
    }

    /**
     * A binding for objects that are read as a map of strings; a value that isn't a string, number or boolean is null.
     */
    public static JsonBinding<Map<String, @Nullable String>> texts() {
        return new JsonBinding<>(ValueReaders.map(LenientScalars.TEXT));
    }

    @SuppressWarnings("unchecked") // the reader of a class reads its instances
    private static <T> ValueReader<T> reader(Class<T> type) {
        return (ValueReader<T>) new ValueReaders().of(type);
    }

    /** Reads one document; null if it isn't JSON, is truncated, nests too deep, or isn't an object. */
    public @Nullable T read(String json) {
        return read(new Buffer().writeUtf8(json));
    }

    /** As above, from the document's bytes in UTF-8. */
    public @Nullable T read(byte[] json) {
        return read(new Buffer().write(json));
    }

    private @Nullable T read(Buffer json) {
        try {
            JsonReader document = reader(json);
            T value = values.read(document);
            return document.peek() == JsonReader.Token.END_DOCUMENT ? value : null;
        } catch (IOException | JsonDataException e) {
            return null; // not logged: Moshi's message holds a piece of the document
        }
    }

    private static JsonReader reader(Buffer json) throws IOException {
        if (json.rangeEquals(0, BYTE_ORDER_MARK_BYTES)) {
            json.skip(BYTE_ORDER_MARK_BYTES.size());
        }
        return JsonReader.of(json);
    }

    /**
     * Reads a list of such documents. The list is the whole document, or a field of an object with one of these names,
     * because vendors differ.
     *
     * @return the items, null for each that isn't an object; null if it isn't JSON, is truncated, nests too deep, or
     *     has no list
     */
    public @Nullable List<@Nullable T> readList(String json, String... names) {
        try (JsonReader document = reader(new Buffer().writeUtf8(json))) {
            List<@Nullable T> list = document.peek() == JsonReader.Token.BEGIN_OBJECT
                    ? listIn(document, Set.of(names))
                    : lists.read(document);
            return document.peek() == JsonReader.Token.END_DOCUMENT ? list : null;
        } catch (IOException | JsonDataException e) {
            return null; // not logged: Moshi's message holds a piece of the document
        }
    }

    private @Nullable List<@Nullable T> listIn(JsonReader document, Set<String> names) throws IOException {
        List<@Nullable T> list = null;
        document.beginObject();
        while (document.hasNext()) {
            if (names.contains(document.nextName())) {
                List<@Nullable T> named = lists.read(document);
                list = named == null ? list : named;
            } else {
                document.skipValue();
            }
        }
        document.endObject();
        return list;
    }

    /** The field's value; empty if it's missing. */
    public static String orEmpty(@Nullable String field) {
        return field == null ? "" : field;
    }
}
