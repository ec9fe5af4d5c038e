package io.heliograph.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The type of a documented field that isn't used, and is always null. A field that a binding doesn't name is ignored too, but Moshi
 * makes a text of its name and compares that with all others.
 */
public final class Ignored {
    private Ignored() {}

    /** Skips the value. */
    static final class Adapter extends JsonAdapter<Ignored> {
        @Override
        public @Nullable Ignored fromJson(JsonReader reader) throws IOException {
            reader.skipValue();
            return null;
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Ignored value) {
            throw new UnsupportedOperationException("requests are written with a JsonBody");
        }
    }
}
