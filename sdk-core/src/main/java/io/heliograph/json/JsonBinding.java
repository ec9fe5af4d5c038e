package io.heliograph.json;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds vendors' JSON to a class with plain fields, and tolerates values of a wrong type.
 *
 * <p>A field that is missing, null or of another type is read as null; scalars are converted between strings, numbers
 * and booleans; unknown fields are ignored. Thread-safe; create one per class and reuse it.
 */
public final class JsonBinding<T> {
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
        try {
            JsonScanner document = new JsonScanner(json);
            T value = values.read(document);
            document.end();
            return value;
        } catch (MalformedJsonException e) {
            return null;
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
        try {
            JsonScanner document = new JsonScanner(json);
            List<@Nullable T> list = document.peek() == '{' ? listIn(document, Set.of(names)) : lists.read(document);
            document.end();
            return list;
        } catch (MalformedJsonException e) {
            return null;
        }
    }

    private @Nullable List<@Nullable T> listIn(JsonScanner document, Set<String> names) throws MalformedJsonException {
        List<@Nullable T> list = null;
        for (boolean more = document.enter('}'); more; more = document.hasMore('}')) {
            if (names.contains(document.name())) {
                List<@Nullable T> named = lists.read(document);
                list = named == null ? list : named;
            } else {
                document.skip();
            }
        }
        return list;
    }

    /** The field's value; empty if it's missing. */
    public static String orEmpty(@Nullable String field) {
        return field == null ? "" : field;
    }
}
