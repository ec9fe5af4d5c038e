package io.heliograph.spring;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
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
import java.io.IOException;
import java.util.function.Function;

/** Reads and writes the client's values with Jackson 2, which Spring Boot 3.5 has. */
final class Jackson2Module extends SimpleModule {
    private static final long serialVersionUID = 1;

    Jackson2Module() {
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
