package io.heliograph.wavix;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.VendorTimes;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, field for field as in the vendor's OpenAPI document of 2026-06-30. */
final class WavixWire {
    private WavixWire() {}

    /** The request's schema is closed: nothing may be there that isn't listed, and unset options are left out. */
    static void writeSend(JsonWriter json, SendRequest request, WavixOptions options) throws IOException {
        Sender sender = request.from().orElse(options.from());
        json.beginObject();
        json.name("from").value(sender == null ? null : sender.value());
        json.name("to").value(request.to().e164());
        json.name("message_body").beginObject();
        json.name("text").value(request.text());
        json.name("media");
        writeMedia(json, request.media());
        json.endObject();
        String callbackUrl = request.callbackUrl().map(URI::toString).orElse(null);
        if (callbackUrl != null) {
            json.name("callback_url").value(callbackUrl);
        }
        Duration validity = request.validity().orElse(null);
        if (validity != null) {
            json.name("validity").value(validity.toSeconds());
        }
        if (options.lookupByTag() || request.tag().isPresent()) {
            json.name("tag").value(WavixMessages.tag(request));
        }
        if (options.smartEncoding()) {
            json.name("smart_encoding").value(true);
        }
        json.endObject();
    }

    /** Null makes it an SMS; a list, and be it empty, makes it an MMS. */
    private static void writeMedia(JsonWriter json, List<URI> media) throws IOException {
        if (media.isEmpty()) {
            json.nullValue();
        } else {
            writeTexts(json, media.stream().map(URI::toString).toList());
        }
    }

    /** A message in an answer to a send or to a query. */
    static final class MessageReply {
        @Json(name = "message_id")
        @Nullable
        String messageId;

        @Nullable
        String from;

        @Nullable
        String to;

        @Nullable
        String status;

        @Nullable
        Integer segments;

        @Nullable
        BigDecimal charge;

        @Json(name = "carrier_fees")
        @Nullable
        BigDecimal carrierFees;

        @Json(name = "submitted_at")
        @Nullable
        String submittedAt;

        @Json(name = "sent_at")
        @Nullable
        String sentAt;

        @Json(name = "delivered_at")
        @Nullable
        String deliveredAt;

        @Json(name = "error_message")
        @Nullable
        String errorMessage;

        @Nullable
        String tag;

        /** The message itself, where the vendor wraps it. */
        @Nullable
        MessageReply message;

        /** Why it failed; some answers have an empty text instead of null. */
        @Nullable
        String error() {
            return errorMessage == null || errorMessage.isEmpty() ? null : errorMessage;
        }
    }

    /** The envelope of every refusal. */
    static final class ErrorReply {
        @Nullable
        String message;
    }

    /** A page of messages. */
    static final class MessageList extends WavixPage {
        @Nullable
        List<MessageReply> items;
    }

    /** The account's settings; its limits are about calls. */
    static final class ConfigReply {
        @Nullable
        BigDecimal balance;
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The vendor's word for a value of ours. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A sender in a query or a register, where the vendor's numbers have no plus. */
    static String number(Sender sender) {
        return sender.kind() == Sender.Kind.PHONE ? sender.value().substring(1) : sender.value();
    }

    static void writeTexts(JsonWriter json, List<String> texts) throws IOException {
        json.beginArray();
        for (String text : texts) {
            json.value(text);
        }
        json.endArray();
    }

    static Message.Builder read(MessageReply said, MessageId asked) {
        MessageId id = asked.isKnown() ? asked : MessageId.find(WavixProvider.NAME, said.messageId);
        return Message.builder(id, status(said.status))
                .rawStatus(said.status)
                .to(PhoneNumber.find(said.to).orElse(null))
                .from(Sender.find(said.from).orElse(null))
                .segments(said.segments)
                .price(usd(said.charge))
                .fees(usd(said.carrierFees))
                .tag(said.tag)
                .submittedAt(VendorTimes.parse(said.submittedAt))
                .sentAt(VendorTimes.parse(said.sentAt))
                .deliveredAt(VendorTimes.parse(said.deliveredAt));
    }

    static Status status(@Nullable String word) {
        if (word == null) {
            return Status.UNKNOWN;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "accepted", "pending" -> Status.QUEUED;
            case "sent" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "undelivered" -> Status.UNDELIVERED;
            case "expired" -> Status.EXPIRED;
            case "rejected" -> Status.REJECTED;
            case "dlr_expired" -> Status.UNCONFIRMED;
            default -> Status.UNKNOWN;
        };
    }

    private static @Nullable Money usd(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(amount, "USD");
    }
}
