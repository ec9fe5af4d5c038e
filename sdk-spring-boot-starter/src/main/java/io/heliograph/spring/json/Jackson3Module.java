package io.heliograph.spring.json;

import io.heliograph.message.InvalidRequestException;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/** Reads and writes the client's values with Jackson 3, which Spring Boot 4 has. */
public final class Jackson3Module extends SimpleModule implements JsonTypes {
    private static final long serialVersionUID = 1;

    public Jackson3Module() {
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

    private static final class Writer<T> extends ValueSerializer<T> {
        private final Function<T, ?> writer;

        Writer(Function<T, ?> writer) {
            this.writer = writer;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            context.writeValue(json, writer.apply(value));
        }
    }

    private static final class Reader<T> extends ValueDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> reader;

        Reader(Class<T> type, Function<String, T> reader) {
            this.type = type;
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw MismatchedInputException.from(json, type, type.getSimpleName() + " must be a text");
            }
            try {
                return reader.apply(json.getString());
            } catch (InvalidRequestException e) { // it names the value's shape, and never the value
                throw MismatchedInputException.from(json, type, String.valueOf(e.getMessage()));
            }
        }
    }
}
