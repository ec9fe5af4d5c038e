package io.heliograph.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the strings of a request body, which a vendor may repeat in its error text. */
public final class JsonValues {
    private JsonValues() {}

    /** The strings of a body that is a JSON object, without the names of its fields; the whole of any other document. */
    public static List<String> of(JsonBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.writeTo(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // not possible: it's written to memory
        }
        String document = out.toString(StandardCharsets.UTF_8);
        Map<String, @Nullable Object> fields = JsonFields.of(document);
        List<String> values = new ArrayList<>();
        if (fields.isEmpty()) {
            values.add(document);
        }
        collect(fields, values);
        return values;
    }

    private static void collect(@Nullable Object value, List<String> values) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, values));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, values));
        } else if (value instanceof String text && !text.isEmpty()) {
            values.add(text);
        }
    }
}
