package io.heliograph.androidgateway;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.VendorTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, field for field as in the server's source (v1.47.1, 2026-08-22). */
final class AndroidGatewayWire {
    private AndroidGatewayWire() {}

    /** Options that aren't set are left out: the server refuses zeros and empty values. */
    static void writeSend(JsonWriter json, SendRequest request, @Nullable String deviceId) throws IOException {
        json.beginObject();
        json.name("id").value(request.key().value()); // makes a repeat of this send visible to the phone
        if (deviceId != null) {
            json.name("deviceId").value(deviceId);
        }
        json.name("textMessage").beginObject();
        json.name("text").value(request.text());
        json.endObject();
        json.name("phoneNumbers").beginArray().value(request.to().e164()).endArray();
        Duration validity = request.validity().orElse(null);
        if (validity != null) {
            json.name("ttl").value(validity.toSeconds());
        }
        json.endObject();
    }

    /** A message in an answer to a send or to a query. */
    static final class MessageReply {
        @Nullable
        String state;

        @Nullable
        Boolean isHashed;

        @Nullable
        List<@Nullable Recipient> recipients;

        @Nullable
        Times states;

        /**
         * The state of the one recipient: the state of the whole is an aggregate, in which a failed recipient can read as
         * Sent. Only where the recipient lags behind, the whole says more.
         */
        @Nullable
        String outcome() {
            Recipient recipient = recipient();
            if (recipient == null || recipient.state == null || recipient.state.equals("Pending")) {
                return state;
            }
            return recipient.state;
        }

        @Nullable
        String error() {
            Recipient recipient = recipient();
            return recipient == null ? null : recipient.error;
        }

        private @Nullable Recipient recipient() {
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

    /** The body of every refusal. */
    static final class ErrorReply {
        @Nullable
        String message;
    }

    static Message.Builder read(MessageReply said, MessageId id) {
        Message.Builder message = Message.builder(id, status(said.outcome())).rawStatus(said.outcome());
        Recipient recipient = said.recipient();
        if (recipient != null && !Boolean.TRUE.equals(said.isHashed)) {
            message.to(PhoneNumber.find(recipient.phoneNumber).orElse(null));
        }
        if (said.states != null) {
            message.submittedAt(VendorTimes.parse(said.states.pending))
                    .sentAt(VendorTimes.parse(said.states.sent))
                    .deliveredAt(VendorTimes.parse(said.states.delivered));
        }
        return message;
    }

    static Status status(@Nullable String word) {
        if (word == null) {
            return Status.UNKNOWN;
        }
        return switch (word) {
            case "Pending" -> Status.QUEUED;
            case "Processed" -> Status.SUBMITTED;
            case "Sent" -> Status.SENT;
            case "Delivered" -> Status.DELIVERED;
            case "Failed" -> Status.FAILED;
            case "Cancelling" -> Status.CANCELLING;
            case "Cancelled" -> Status.CANCELLED;
            default -> Status.UNKNOWN;
        };
    }
}
