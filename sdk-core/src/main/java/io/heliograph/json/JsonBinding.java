package io.heliograph.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.math.BigDecimal;
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

    private JsonBinding(JsonAdapter<T> adapter) {
        this.adapter = adapter;
    }

    /**
     * A binding for a class, and for the classes of its fields.
     *
     * @param type a class that Moshi may reach: in a named module its package is opened to {@code com.squareup.moshi}
     */
    public static <T> JsonBinding<T> of(Class<T> type) {
        Moshi moshi = new Moshi.Builder()
                .add(String.class, new LenientScalars.Text())
                .add(Integer.class, new LenientScalars.Whole())
                .add(Long.class, new LenientScalars.LongWhole())
                .add(Double.class, new LenientScalars.Real())
                .add(Boolean.class, new LenientScalars.Flag())
                .add(BigDecimal.class, new LenientScalars.Decimal())
                .add(new LenientShapes())
                .build();
        return new JsonBinding<>(moshi.adapter(type));
    }

    /** Reads one document; null if it isn't JSON, is cut, nests too deep, or isn't an object. */
    public @Nullable T read(String json) {
        try {
            return adapter.fromJson(json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json);
        } catch (IOException | JsonDataException e) {
            // Moshi's message holds a piece of the document, so it is dropped here.
            return null;
        }
    }
}
