package io.heliograph.textingline;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON on the wire, field for field as in the vendor's documentation (docs.smsfactory.com, 2026-11). */
final class TextingLineWire {
    private TextingLineWire() {}

    static void writeSend(JsonWriter json, SendRequest request, @Nullable Sender sender) throws IOException {
        json.beginObject();
        json.name("to").value(request.to().e164());
        writeContent(json, request, sender);
        json.endObject();
    }

    static void writeBroadcast(
            JsonWriter json, SendRequest content, List<PhoneNumber> recipients, @Nullable Sender sender)
            throws IOException {
        json.beginObject();
        json.name("recipients").beginArray();
        for (PhoneNumber recipient : recipients) {
            json.beginObject().name("to").value(recipient.e164()).endObject();
        }
        json.endArray();
        writeContent(json, content, sender);
        json.endObject();
    }

    private static void writeContent(JsonWriter json, SendRequest content, @Nullable Sender sender) throws IOException {
        if (sender != null) {
            json.name("from").value(sender.value());
        }
        if (!content.text().isEmpty()) {
            json.name("body").value(content.text());
        }
        for (URI url : content.media()) {
            json.name("mediaUrl").value(url.toString()); // a string, not a list; its presence makes the message an MMS
        }
        json.name("idempotencyKey")
                .value(content.key().value()); // not a header: the vendor reads only the field in the body
    }

    static Status status(@Nullable String word) {
        if (word == null) {
            return Status.UNKNOWN;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "queued" -> Status.QUEUED;
            case "sent" -> Status.SENT;
            case "failed" -> Status.FAILED;
            default -> Status.UNKNOWN;
        };
    }

    /** The status of a message event, by the last word of the event's name ("Webhooks", 2026-11). */
    static Status reported(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "delivered" -> Status.DELIVERED;
            case "undelivered" -> Status.UNDELIVERED;
            default -> status(word);
        };
    }

    /**
     * The status of a broadcast event, by its last word; a complete broadcast is sent, which says nothing about
     * delivery.
     */
    static Status broadcast(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "initiated" -> Status.SUBMITTED;
            case "completed" -> Status.SENT;
            case "failed" -> Status.FAILED;
            default -> Status.UNKNOWN;
        };
    }
}
