package io.heliograph.spring.json;

import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Sender;
import java.util.function.Function;

/** A Jackson module of any version, to which the client's types are added. */
interface JsonTypes {
    /** Adds how a type is read from a JSON string. */
    <T> void addReader(Class<T> type, Function<String, T> reader);

    /** Adds how a type is written: as a string or as an object. */
    <T> void addWriter(Class<T> type, Function<T, ?> writer);

    /** Adds all types of the client. */
    static void addTo(JsonTypes module) {
        add(module, PhoneNumber.class, PhoneNumber::of, PhoneNumber::e164);
        add(module, Sender.class, Sender::of, Sender::value);
        add(module, IdempotencyKey.class, IdempotencyKey::of, IdempotencyKey::value);
        add(module, MessageId.class, JsonValues::messageId, JsonValues::text);
        add(module, Secret.class, value -> Secret.of("secret", value), Secret::toString);
        module.addWriter(SendOutcome.class, JsonValues::of);
        module.addWriter(Message.class, JsonValues::of);
        module.addWriter(RecipientStatus.class, JsonValues::of);
        module.addWriter(Failure.class, JsonValues::of);
    }

    private static <T> void add(
            JsonTypes module, Class<T> type, Function<String, T> reader, Function<T, String> writer) {
        module.addReader(type, reader);
        module.addWriter(type, writer);
    }
}
