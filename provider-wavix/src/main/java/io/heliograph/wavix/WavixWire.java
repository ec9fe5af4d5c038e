package io.heliograph.wavix;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Faults;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, field for field as in the vendor's OpenAPI document of 2026-06-30. */
final class WavixWire {
    /** What the vendor's SDKs say (2026-06); its OpenAPI document says it for opt-outs only. */
    private static final int MOST_PER_PAGE = 100;

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

    /** What every list has beside its items. */
    static class PageReply {
        @Nullable
        Pagination pagination;

        /** How many pages there are; 1 where the vendor doesn't say. */
        int pages() {
            return pagination == null || pagination.totalPages == null ? 1 : pagination.totalPages;
        }
    }

    /** Where in a list a page is. */
    static final class Pagination {
        @Json(name = "total_pages")
        @Nullable
        Integer totalPages;
    }

    /** A page of messages. */
    static final class MessageList extends PageReply {
        @Nullable
        List<MessageReply> items;
    }

    /** The account's settings; its limits are about calls. */
    static final class ConfigReply {
        @Nullable
        BigDecimal balance;
    }

    /** A registered sender. */
    static final class SenderIdReply {
        @Nullable
        String id;

        @Json(name = "sender_id")
        @Nullable
        String senderId;

        @Nullable
        String type;

        @Json(name = "allowlisted_in")
        @Nullable
        List<String> allowlistedIn;

        @Json(name = "usecase")
        @Nullable
        String useCase;

        @Nullable
        List<String> samples;
    }

    /** All registered senders. */
    static final class SenderIdList {
        @Nullable
        List<SenderIdReply> items;
    }

    /** An opt-out in a list, where the number has another name than in the request. */
    static final class OptOutReply {
        @Json(name = "phone_number")
        @Nullable
        String phoneNumber;

        @Json(name = "sender_id")
        @Nullable
        String senderId;

        @Json(name = "campaign_id")
        @Nullable
        String campaignId;

        @Json(name = "created_at")
        @Nullable
        String createdAt;
    }

    /** A page of opt-outs. */
    static final class OptOutList extends PageReply {
        @Nullable
        List<OptOutReply> items;
    }

    /** A line of the bill; its money is JSON numbers, unlike everywhere else. */
    static final class TransactionReply {
        @Nullable
        String id;

        @Nullable
        String date;

        @Nullable
        BigDecimal amount;

        @Json(name = "balance_after")
        @Nullable
        BigDecimal balanceAfter;

        @Nullable
        String details;

        @Nullable
        String status;

        @Nullable
        Integer type;
    }

    /** A page of the bill. */
    static final class TransactionList extends PageReply {
        @Json(name = "is_empty")
        @Nullable
        Boolean isEmpty;

        @Nullable
        List<TransactionReply> transactions;
    }

    /** Where something of the account's goes. */
    static final class DestinationReply {
        @Nullable
        String transport;

        @Nullable
        String value;
    }

    /** The account's profile; the rest of it is personal, and isn't read. */
    static final class ProfileReply {
        @Json(name = "default_destinations")
        @Nullable
        List<DestinationReply> destinations;
    }

    /** The items of a list that could be read. A document without its list is no empty list. */
    static <T> List<T> items(@Nullable List<T> items) {
        if (items == null) {
            throw WavixCalls.unreadable();
        }
        return known(items);
    }

    /** Whether something of a list couldn't be read. */
    static boolean hasGaps(@Nullable List<?> items) {
        return items == null || items.stream().anyMatch(Objects::isNull);
    }

    /** What can be read of a list that may be missing. */
    static <T> List<T> known(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
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

    static void checkPerPage(@Nullable Integer count, Faults faults) {
        if (count != null && (count < 1 || count > MOST_PER_PAGE)) {
            faults.add("perPage", "is " + count + "; it must be 1 to " + MOST_PER_PAGE);
        }
    }

    /** The URL isn't repeated: it may hold a token. */
    static void checkUrl(String field, @Nullable URI url, Faults faults) {
        if (url != null
                && (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme())))) {
            faults.add(field, "isn't an absolute http or https URL");
        }
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
        return switch (word) {
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
