package io.heliograph.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a list or an object as null if the document has a value of another type there. */
final class LenientStructures implements JsonAdapter.Factory {
    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        Class<?> raw = Types.getRawType(type);
        if (raw.isPrimitive() || raw.getName().startsWith("java.lang.")) {
            return null;
        }
        if (Map.class.isAssignableFrom(raw)) {
            Type valueType = ((ParameterizedType) type).getActualTypeArguments()[1];
            return new Adapter(new Members(moshi.adapter(valueType)), Token.BEGIN_OBJECT);
        }
        JsonAdapter<Object> delegate = moshi.nextAdapter(this, type, annotations);
        Token begin = Collection.class.isAssignableFrom(raw) ? Token.BEGIN_ARRAY : Token.BEGIN_OBJECT;
        return new Adapter(delegate, begin);
    }

    /** Reads an object as a map, in its order; the last value of a duplicate name wins. */
    private static final class Members extends JsonAdapter<Object> {
        private final JsonAdapter<?> values;

        private Members(JsonAdapter<?> values) {
            this.values = values;
        }

        @Override
        public Object fromJson(JsonReader reader) throws IOException {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            reader.beginObject();
            while (reader.hasNext()) {
                members.put(reader.nextName(), values.fromJson(reader));
            }
            reader.endObject();
            return members;
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Object value) {
            throw new UnsupportedOperationException("requests are written with a JsonBody");
        }
    }

    private static final class Adapter extends JsonAdapter<Object> {
        private final JsonAdapter<Object> delegate;
        private final Token begin;

        private Adapter(JsonAdapter<Object> delegate, Token begin) {
            this.delegate = delegate;
            this.begin = begin;
        }

        @Override
        public @Nullable Object fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == begin) {
                return delegate.fromJson(reader);
            }
            reader.skipValue();
            return null;
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Object value) {
            throw new UnsupportedOperationException("requests are written with a JsonBody");
        }
    }
}
