package io.heliograph.nativehub;

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
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire, field for field as in the vendor's API reference (developers.nativehub.live, 2026-02), whose
 * guides use other names: what is sent follows the reference, what is read takes both.
 */
final class NativeHubWire {
    private static final Pattern COST = Pattern.compile("(\"cost_price\"\\s*:\\s*)\"?[-+.0-9A-Za-z]+\"?");
    private static final Pattern COST_LEFT = Pattern.compile("\"cost_price\"\\s*:\\s*+(?!null)");

    private NativeHubWire() {}

    static void writeSend(JsonWriter json, SendRequest request, @Nullable Sender sender, @Nullable String route)
            throws IOException {
        json.beginObject();
        json.name("to").value(request.to().e164());
        json.name("from").value(sender == null ? null : sender.value());
        json.name("body").value(request.text());
        if (route != null) {
            json.name("provider").value(route);
        }
        json.endObject();
    }

    /** A message in an answer to a send or to a query, or in a list. What it cost the vendor is not read. */
    static final class MessageReply {
        @Nullable
        String id;

        @Json(name = "batch_id")
        @Nullable
        String batchId;

        @Nullable
        String from;

        @Nullable
        String to;

        @Nullable
        String status;

        @Json(name = "part_count")
        @Nullable
        Integer partCount;

        @Json(name = "sell_price")
        @Nullable
        BigDecimal sellPrice;

        @Json(name = "error_code")
        @Nullable
        String errorCode;

        @Json(name = "error_message")
        @Nullable
        String errorMessage;

        @Json(name = "sent_at")
        @Nullable
        String sentAt;

        @Json(name = "delivered_at")
        @Nullable
        String deliveredAt;

        @Json(name = "created_at")
        @Nullable
        String createdAt;

        /** The message itself, if it is wrapped as the messages of a list are, which no page shows of one. */
        @Nullable
        MessageReply data;
    }

    static @Nullable MessageReply unwrapped(@Nullable MessageReply said) {
        return said != null && said.id == null && said.data != null ? said.data : said;
    }

    static Message.Builder read(MessageReply said, MessageId asked, String currency) {
        MessageId id = asked.isKnown() ? asked : MessageId.find(NativeHubProvider.NAME, said.id);
        return Message.builder(id, status(said.status))
                .rawStatus(said.status)
                .to(PhoneNumber.find(said.to).orElse(null))
                .from(Sender.find(said.from).orElse(null))
                .segments(said.partCount)
                .price(said.sellPrice == null ? null : new Money(said.sellPrice, currency))
                .submittedAt(VendorTimes.parse(said.createdAt))
                .sentAt(VendorTimes.parse(said.sentAt))
                .deliveredAt(VendorTimes.parse(said.deliveredAt));
    }

    static Status status(@Nullable String word) {
        if (word == null) {
            return Status.UNKNOWN;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pending", "queued" -> Status.QUEUED;
            case "submitted" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "failed" -> Status.FAILED;
            case "rejected" -> Status.REJECTED;
            case "expired" -> Status.EXPIRED;
            default -> Status.UNKNOWN;
        };
    }

    /** The vendor's document without its own buying price, which isn't for whoever sends; empty if that can't be cut out. */
    static String withoutCost(String json) {
        String cut = COST.matcher(json).replaceAll("$1null");
        return COST_LEFT.matcher(cut).find() ? "" : cut;
    }
}
