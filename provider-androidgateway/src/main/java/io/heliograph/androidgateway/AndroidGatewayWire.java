package io.heliograph.androidgateway;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What goes over the wire about messages, field for field as in the server's source (v1.47.1, 2026-08-22). */
final class AndroidGatewayWire {
    private static final Pattern RECEIVED = Pattern.compile("Delivery result from SC .*: 0");

    private AndroidGatewayWire() {}

    /** Options that aren't set are left out: the server refuses zeros and empty values. */
    static void writeSend(JsonWriter json, GatewayMessage message, @Nullable String deviceId, Sealed sealed)
            throws IOException {
        json.beginObject();
        json.name("id").value(message.key().value()); // makes a repeat of this send visible to the phone
        if (deviceId != null) {
            json.name("deviceId").value(deviceId);
        }
        if (message.text().isPresent()) {
            json.name("textMessage").beginObject();
            json.name("text").value(sealed.content());
        } else {
            json.name("dataMessage").beginObject();
            json.name("data").value(sealed.content());
            json.name("port").value(message.port());
        }
        json.endObject();
        json.name("phoneNumbers").beginArray();
        for (String number : sealed.numbers()) {
            json.value(number);
        }
        json.endArray();
        if (sealed.encrypted()) {
            json.name("isEncrypted").value(true);
        }
        writeOptions(json, message);
        json.endObject();
    }

    private static void writeOptions(JsonWriter json, GatewayMessage message) throws IOException {
        if (message.simNumber().isPresent()) {
            json.name("simNumber").value(message.simNumber().getAsInt());
        }
        if (message.ttl().isPresent()) {
            json.name("ttl").value(message.ttl().get().toSeconds());
        }
        writeTime(json, "validUntil", message.validUntil().orElse(null));
        writeTime(json, "scheduleAt", message.scheduleAt().orElse(null));
        if (message.withDeliveryReport().isPresent()) {
            json.name("withDeliveryReport").value(message.withDeliveryReport().get());
        }
        if (message.priority().isPresent()) {
            json.name("priority").value(message.priority().getAsInt());
        }
    }

    /** Always with a Z: in a query the plus of an offset would read as a blank. */
    static String time(Instant time) {
        return AndroidGatewayCheck.asSent(time).toString();
    }

    static void writeTime(JsonWriter json, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.name(name).value(time(time));
        }
    }

    /** A message in an answer to a send, a query or a cancellation. */
    static final class MessageReply {
        @Nullable
        String id;

        @Nullable
        String deviceId;

        @Nullable
        String state;

        @Nullable
        Boolean isHashed;

        @Nullable
        Boolean isEncrypted;

        @Nullable
        List<@Nullable Recipient> recipients;

        @Nullable
        Times states;

        @Nullable
        Text textMessage;

        @Nullable
        Binary dataMessage;

        @Nullable
        Hash hashedMessage;

        /**
         * The state of the one recipient, if there is one: the state of the whole is an aggregate, in which a failed recipient can read as
         * Sent. Only where the recipient lags behind, the whole says more.
         */
        @Nullable
        String outcome(@Nullable Recipient recipient) {
            if (recipient == null || recipient.state == null || recipient.state.equalsIgnoreCase("Pending")) {
                return state;
            }
            return recipient.state;
        }

        /** The recipient of a message to one. */
        @Nullable
        Recipient recipient() {
            return recipients == null || recipients.size() != 1 ? null : recipients.get(0);
        }
    }

    /** One recipient's part of a message. */
    static final class Recipient {
        @Nullable
        String phoneNumber;

        @Nullable
        String state;

        @Nullable
        String error;
    }

    /** When each state was first seen. */
    static final class Times {
        @Json(name = "Pending")
        @Nullable
        String pending;

        @Json(name = "Sent")
        @Nullable
        String sent;

        @Json(name = "Delivered")
        @Nullable
        String delivered;
    }

    /** The content of a text. */
    static final class Text {
        @Nullable
        String text;
    }

    /** The content of a binary message. */
    static final class Binary {
        @Nullable
        String data;

        @Nullable
        Integer port;
    }

    /** What is left of a content that was hashed. */
    static final class Hash {
        @Nullable
        String hash;
    }

    /** The body of every refusal. */
    static final class ErrorReply {
        @Nullable
        String message;
    }

    /** A page of messages. */
    static final class MessageList {
        @Nullable
        List<@Nullable MessageReply> items;
    }

    /** A word's status, where an error may stand beside it. */
    static Status certainStatus(@Nullable String word, @Nullable String error) {
        Status status = status(word);
        return status == Status.DELIVERED && isDoubtful(error) ? Status.UNCONFIRMED : status;
    }

    /**
     * Whether a "delivered" isn't one. The app says it for each TP-Status up to 31 and shows all but 0 as an error (app 1.68,
     * 2026-07-14); of these only 0 is "received by the SME": 1 is forwarded without confirmation, 2 replaced by the service
     * centre, the others are reserved or the centre's own (3GPP TS 23.040, 9.2.3.15).
     */
    static boolean isDoubtful(@Nullable String error) {
        return error != null
                && !error.isBlank()
                && !RECEIVED.matcher(error.strip()).matches();
    }

    static Status status(@Nullable String word) {
        if (word == null) {
            return Status.UNKNOWN;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pending" -> Status.QUEUED;
            case "processed" -> Status.SUBMITTED;
            case "sent" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "failed" -> Status.FAILED;
            case "cancelling" -> Status.CANCELLING;
            case "cancelled" -> Status.CANCELLED;
            default -> Status.UNKNOWN;
        };
    }

    /** The gateway's word for a status; null where it has none. */
    static @Nullable String state(Status status) {
        return switch (status) {
            case QUEUED -> "Pending";
            case SUBMITTED -> "Processed";
            case SENT -> "Sent";
            case DELIVERED -> "Delivered";
            case FAILED -> "Failed";
            case CANCELLING -> "Cancelling";
            case CANCELLED -> "Cancelled";
            case SCHEDULED, UNDELIVERED, REJECTED, EXPIRED, UNCONFIRMED, UNKNOWN -> null;
        };
    }
}
