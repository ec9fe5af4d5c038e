package io.heliograph.sandbox.spi;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as plain maps and lists. Thread-safe. */
public final class Json {
    /**
     * A number exactly as it was written, so that 1 and 1.0 differ. Immutable and thread-safe.
     *
     * @param written the number's JSON text
     */
    public record Digits(String written) {}

    private Json() {}

    /**
     * Parses one object into maps, lists, strings, {@link Digits}, booleans and nulls.
     *
     * @throws IOException when the text is malformed, isn't UTF-8, repeats a name, or has more after the object
     */
    public static Map<String, @Nullable Object> readObject(byte[] bytes) throws IOException {
        // Moshi would replace malformed bytes silently.
        var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        try (JsonReader reader = JsonReader.of(new Buffer().write(bytes))) {
            if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Map<String, @Nullable Object> object = readMap(reader);
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new IOException("more than one JSON value");
            }
            return object;
        } catch (JsonDataException nestedTooDeep) {
            throw new IOException("nested too deep", nestedTooDeep);
        }
    }

    private static Map<String, @Nullable Object> readMap(JsonReader reader) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (map.containsKey(name)) {
                throw new IOException("repeated name");
            }
            map.put(name, readValue(reader));
        }
        reader.endObject();
        return map;
    }

    private static List<@Nullable Object> readList(JsonReader reader) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            list.add(readValue(reader));
        }
        reader.endArray();
        return list;
    }

    private static @Nullable Object readValue(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readMap(reader);
            case BEGIN_ARRAY -> readList(reader);
            case STRING -> reader.nextString();
            case NUMBER -> new Digits(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> reader.<Object>nextNull();
            default -> throw new IOException("not a JSON value");
        };
    }

    /** Writes maps, lists, strings, numbers, booleans and nulls; nulls in maps are written too. */
    public static String write(Object value) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.setSerializeNulls(true);
            writer.jsonValue(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readUtf8();
    }
}
