package io.heliograph.spring;

import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Sender;
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
final class Jackson3Module extends SimpleModule {
    private static final long serialVersionUID = 1;

    Jackson3Module() {
        super("heliograph");
        text(PhoneNumber.class, PhoneNumber::of, PhoneNumber::e164);
        text(Sender.class, Sender::of, Sender::value);
        text(IdempotencyKey.class, IdempotencyKey::of, IdempotencyKey::value);
        text(MessageId.class, JsonValues::messageId, JsonValues::text);
        text(Secret.class, value -> Secret.of("secret", value), Secret::toString);
        written(SendOutcome.class, JsonValues::of);
        written(Message.class, JsonValues::of);
        written(RecipientStatus.class, JsonValues::of);
        written(Failure.class, JsonValues::of);
    }

    private <T> void text(Class<T> type, Function<String, T> reader, Function<T, String> writer) {
        addDeserializer(type, new Reader<>(type, reader));
        written(type, writer);
    }

    private <T> void written(Class<T> type, Function<T, ?> writer) {
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
