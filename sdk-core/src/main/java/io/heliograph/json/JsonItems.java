package io.heliograph.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Set;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads a {@link JsonItem}: the document, and its JSON as it stands; null if it isn't an object. */
final class JsonItems implements JsonAdapter.Factory {
    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return Types.getRawType(type) == JsonItem.class
                ? new Adapter(moshi.adapter(((ParameterizedType) type).getActualTypeArguments()[0]))
                : null;
    }

    private static final class Adapter extends JsonAdapter<Object> {
        private final JsonAdapter<Object> values;

        private Adapter(JsonAdapter<Object> values) {
            this.values = values;
        }

        @Override
        public @Nullable Object fromJson(JsonReader reader) throws IOException {
            String json;
            try (BufferedSource source = reader.nextSource()) {
                json = source.readUtf8();
            }
            Object value = values.fromJson(json);
            return value == null ? null : new JsonItem<>(value, json);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Object value) {
            throw new UnsupportedOperationException("requests are written with a JsonBody");
        }
    }
}
