package io.heliograph.spring.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.heliograph.message.InvalidRequestException;
import java.io.IOException;
import java.util.function.Function;

/** Reads and writes the client's values with Jackson 2, which Spring Boot 3.5 has. */
public final class Jackson2Module extends SimpleModule implements JsonTypes {
    private static final long serialVersionUID = 1;

    public Jackson2Module() {
        super("heliograph");
        JsonTypes.addTo(this);
    }

    @Override
    public <T> void addReader(Class<T> type, Function<String, T> reader) {
        addDeserializer(type, new Reader<>(type, reader));
    }

    @Override
    public <T> void addWriter(Class<T> type, Function<T, ?> writer) {
        addSerializer(type, new Writer<>(writer));
    }

    private static final class Writer<T> extends JsonSerializer<T> {
        private final Function<T, ?> writer;

        Writer(Function<T, ?> writer) {
            this.writer = writer;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider context) throws IOException {
            context.defaultSerializeValue(writer.apply(value), json);
        }
    }

    private static final class Reader<T> extends JsonDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> reader;

        Reader(Class<T> type, Function<String, T> reader) {
            this.type = type;
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw MismatchedInputException.from(json, type, type.getSimpleName() + " must be a text");
            }
            try {
                return reader.apply(json.getText());
            } catch (InvalidRequestException e) { // it names the value's shape, and never the value
                throw MismatchedInputException.from(json, type, String.valueOf(e.getMessage()));
            }
        }
    }
}
