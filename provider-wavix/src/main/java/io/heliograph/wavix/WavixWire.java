package io.heliograph.wavix;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Money;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The wire format, field for field as in the vendor's OpenAPI document of 2026-06-30. */
final class WavixWire {
    private WavixWire() {}

    /** The request's schema is closed: it forbids unlisted fields, so unset options are omitted. */
    static void writeSend(JsonWriter json, SendRequest request, WavixConfig options) throws IOException {
        Sender sender = request.from().orElse(options.from());
        json.beginObject();
        json.name("from").value(sender == null ? null : sender.value());
        json.name("to").value(request.to().e164());
        json.name("message_body").beginObject();
        json.name("text").value(request.text());
        json.name("media");
        writeMedia(json, request.media());
        json.endObject();
        if (request.callbackUrl().isPresent()) {
            json.name("callback_url").value(request.callbackUrl().get().toString());
        }
        if (request.validity().isPresent()) {
            json.name("validity").value(request.validity().get().toSeconds());
        }
        if (options.lookupByTag() || request.tag().isPresent()) {
            json.name("tag").value(tag(request));
        }
        if (options.smartEncoding(request)) {
            json.name("smart_encoding").value(true);
        }
        json.endObject();
    }

    /** Null makes it an SMS; a list, even an empty one, makes it an MMS. */
    private static void writeMedia(JsonWriter json, List<URI> media) throws IOException {
        if (media.isEmpty()) {
            json.nullValue();
        } else {
            writeTexts(json, media.stream().map(URI::toString).toList());
        }
    }

    /** The tag for a lookup of the send: the caller's, or else the idempotency key. */
    static String tag(SendRequest request) {
        return request.tag().orElse(request.key().value());
    }

    /** The vendor's value for one of ours. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A sender ID in a query or a registration, where the vendor's numbers have no plus. */
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

    /** An amount of the vendor's, which bills in dollars. */
    static @Nullable Money usd(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(amount, "USD");
    }

    /** The content of a message. */
    static final class Content {
        @Nullable
        String text;

        @Nullable
        List<@Nullable String> media;
    }
}
