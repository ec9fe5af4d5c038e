package io.heliograph.spring.json;

import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON form of the client's values in an application's own API, for every version of Jackson: a string, or an object of
 * strings, numbers and booleans. Numbers in outcomes and messages are masked and the vendor's own text is left out, because
 * responses of an API are often logged. Absent values are left out.
 */
final class JsonValues {
    private JsonValues() {}

    static Map<String, Object> of(SendOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome.fold(accepted -> "accepted", rejected -> "rejected", unknown -> "unknown"));
        json.put("key", outcome.key().value());
        json.put("replayed", outcome.replayed());
        if (outcome instanceof SendOutcome.Accepted accepted) {
            json.putAll(of(accepted.message()));
        } else if (outcome instanceof SendOutcome.Rejected rejected) {
            if (!rejected.attempts().isEmpty()) {
                json.put(
                        "provider",
                        rejected.attempts().get(rejected.attempts().size() - 1).provider());
            }
            json.putAll(of(rejected.failure()));
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            put(json, "provider", Optional.of(unknown.provider()).filter(name -> !name.isEmpty()));
            json.put("reason", unknown.reason());
        }
        return json;
    }

    static Map<String, Object> of(Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("provider", message.provider());
        put(json, "id", Optional.of(message.id()).filter(MessageId::isKnown).map(JsonValues::text));
        json.put("status", message.status().name());
        put(json, "to", message.to().map(PhoneNumber::toString));
        put(json, "from", message.from().map(Object::toString));
        message.segments().ifPresent(segments -> json.put("segments", segments));
        put(json, "price", message.price().map(JsonValues::of));
        put(json, "fees", message.fees().map(JsonValues::of));
        put(json, "tag", message.tag());
        put(json, "submittedAt", message.submittedAt().map(Object::toString));
        put(json, "sentAt", message.sentAt().map(Object::toString));
        put(json, "deliveredAt", message.deliveredAt().map(Object::toString));
        message.failure().ifPresent(failure -> json.putAll(of(failure)));
        if (!message.recipients().isEmpty()) {
            json.put(
                    "recipients",
                    message.recipients().stream().map(JsonValues::of).toList());
        }
        return json;
    }

    static Map<String, Object> of(RecipientStatus recipient) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "id", Optional.of(recipient.id()).filter(MessageId::isKnown).map(JsonValues::text));
        json.put("status", recipient.status().name());
        put(json, "to", recipient.to().map(PhoneNumber::toString));
        recipient.failure().ifPresent(failure -> json.putAll(of(failure)));
        return json;
    }

    static Map<String, Object> of(Failure failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", failure.type().name());
        json.put("reason", failure.reason());
        put(json, "code", failure.code());
        json.put("retryable", failure.retryable());
        put(json, "retryAfterSeconds", failure.retryAfter().map(Duration::toSeconds));
        return json;
    }

    private static Map<String, Object> of(Money money) {
        return Map.of("amount", money.amount(), "currency", money.currency());
    }

    private static void put(Map<String, Object> json, String name, Optional<?> value) {
        value.ifPresent(present -> json.put(name, present));
    }

    /** A message's id with its provider, such as {@code wavix:3f2a}; nothing follows the colon if the id isn't known. */
    static String text(MessageId id) {
        return id.provider() + ":" + id.value();
    }

    /**
     * Parses an id that {@link #text} has written.
     *
     * @throws InvalidRequestException if the text isn't an id
     */
    static MessageId messageId(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new InvalidRequestException(
                    "id", "must be a provider's name, a colon and its id, such as wavix:3f2a");
        }
        return new MessageId(text.substring(0, colon), text.substring(colon + 1));
    }
}
