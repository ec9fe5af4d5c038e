package io.heliograph.wavix;

import com.squareup.moshi.Json;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.Ignored;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.Direction;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.VendorApi;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one message, a list or an export. Thread-safe. */
final class WavixMessages {
    static final MessageId NO_ID = MessageId.unknown(WavixErrors.NAME);

    private final VendorApi api;
    private final ResourcePath messages;
    private final JsonBinding<MessageReply> messageReply = JsonBinding.of(MessageReply.class);
    private final JsonBinding<JsonItem<MessageReply>> listed = JsonBinding.withJson(MessageReply.class);

    WavixMessages(VendorApi api) {
        this.api = api;
        messages = api.target("v3", "messages");
    }

    /**
     * Reads a message. Any field may be missing: the HTTP status alone proves that Wavix has the message.
     *
     * @param sensitiveValues those of the request, which a failed message needs
     */
    Message read(HttpResponse response, MessageId messageId, Supplier<List<String>> sensitiveValues) {
        MessageReply document = unwrapped(response.read(messageReply));
        if (document == null) {
            return Message.builder(messageId, messageId.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        return message(document, response, messageId, sensitiveValues)
                .rawJson(response.lateBody())
                .build();
    }

    private static @Nullable MessageReply unwrapped(@Nullable MessageReply document) {
        return document != null && document.message != null
                ? document.message // one of the vendor's pages wraps it
                : document;
    }

    private static Message.Builder message(
            MessageReply document, HttpResponse response, MessageId messageId, Supplier<List<String>> sensitiveValues) {
        Message.Builder message = message(document, messageId);
        if (WavixWire.status(document.status).isFailure()) {
            message.failure(WavixErrors.TABLE.failure(response, null, document.error(), sensitiveValues.get()));
        }
        return message;
    }

    private static Message.Builder message(MessageReply document, MessageId messageId) {
        MessageId id = messageId.isKnown() ? messageId : MessageId.tryParse(WavixErrors.NAME, document.messageId);
        return Message.builder(id, WavixWire.status(document.status))
                .rawStatus(document.status)
                .to(PhoneNumber.tryParse(document.to).orElse(null))
                .from(Sender.tryParse(document.from).orElse(null))
                .segments(document.segments)
                .price(WavixWire.usd(document.charge))
                .fees(WavixWire.usd(document.carrierFees))
                .tag(document.tag)
                .direction("inbound".equalsIgnoreCase(document.direction) ? Direction.INBOUND : Direction.OUTBOUND)
                .text(document.messageBody == null ? null : document.messageBody.text)
                .submittedAt(Timestamps.parse(document.submittedAt))
                .sentAt(Timestamps.parse(document.sentAt))
                .deliveredAt(Timestamps.parse(document.deliveredAt));
    }

    Stream<Message> list(MessageFilter filter) {
        if (filter.hasTimeOfDay()) {
            throw new InvalidRequestException("filter", "has a time of day; a list goes by days, an export by seconds");
        }
        return WavixPage.stream(api, filter.forList(messages), response -> items(response, documents(response)));
    }

    private @Nullable List<@Nullable JsonItem<MessageReply>> documents(HttpResponse response) {
        return listed.readList(response.body(), "items");
    }

    private List<Message> items(HttpResponse response, @Nullable List<@Nullable JsonItem<MessageReply>> documents) {
        return api.items(
                documents,
                item -> message(item.value(), response, NO_ID, List::of)
                        .rawJson(item.json())
                        .build());
    }

    ExportSummary export(MessageFilter filter, Duration timeout, Consumer<Message> each) {
        long[] read = new long[2]; // messages, other lines
        api.lines(filter.forExport(messages.child("all")), timeout, line -> {
            if (!line.isBlank()) {
                Message message = line(line);
                read[message == null ? 1 : 0]++;
                if (message != null) {
                    each.accept(message);
                }
            }
        });
        return new ExportSummary(read[0], read[1]);
    }

    /** Reads one line; returns null if it holds no message. */
    private @Nullable Message line(String line) {
        MessageReply document = unwrapped(messageReply.read(line));
        if (document == null || document.messageId == null) {
            return null;
        }
        Message.Builder message = message(document, NO_ID).rawJson(line);
        if (WavixWire.status(document.status).isFailure()) {
            message.failure(WavixErrors.TABLE.reported(null, document.error()));
        }
        return message.build();
    }

    /**
     * Finds the message of a request among the messages with its tag.
     *
     * @throws SmsException if the result isn't certain: an uncertain message must read neither as absent nor as this one.
     *     A tag of the caller's is uncertain: other messages may have it, and Wavix may have changed it
     */
    Optional<Message> lookup(SendRequest request, Deadline deadline) {
        if (request.tag().isPresent()) {
            throw untold("the send has a tag of the caller's, by which it can't be told for certain");
        }
        String tag = WavixWire.tag(request);
        ResourcePath sameTag = messages.query("type", "outbound").query("tag", tag);
        // The vendor may store a non-canonical number in its canonical spelling, and not find it by ours
        boolean isCanonical =
                request.to().canonical().e164().equals(request.to().e164());
        HttpResponse response =
                api.get(isCanonical ? sameTag.query("to", request.to().digits()) : sameTag, deadline);
        int pages = WavixPage.read(api, response).count();
        List<@Nullable JsonItem<MessageReply>> documents = documents(response);
        List<Message> all = items(response, documents);
        List<Message> maybe = all.stream()
                .filter(message -> message.to().map(request.to()::equals).orElse(true))
                .filter(message -> Set.of("", tag).contains(message.tag().orElse("")))
                .toList();
        Optional<Message> ours = maybe.stream()
                .filter(message -> message.to().isPresent() && message.tag().equals(Optional.of(tag)))
                .min(Comparator.comparing(message -> message.status().isFailure())); // prefers one that may arrive
        boolean allRead = pages <= 1 && documents != null && all.size() == documents.size();
        if (ours.isEmpty() && (!allRead || !maybe.isEmpty())) {
            throw untold("it isn't on the list's first page for certain, and the list may hold it all the same");
        }
        return ours;
    }

    private static SmsException untold(String reason) {
        return SmsException.of(Failure.of(ErrorType.OTHER, reason), List.of());
    }

    /** A message in the response to a send or a query, or in a list. */
    static final class MessageReply {
        @Json(name = "message_id")
        private @Nullable String messageId;

        private @Nullable String from;
        private @Nullable String to;
        private @Nullable String status;
        private @Nullable Integer segments;
        private @Nullable BigDecimal charge;

        @Json(name = "carrier_fees")
        private @Nullable BigDecimal carrierFees;

        @Json(name = "submitted_at")
        private @Nullable String submittedAt;

        @Json(name = "sent_at")
        private @Nullable String sentAt;

        @Json(name = "delivered_at")
        private @Nullable String deliveredAt;

        @Json(name = "error_message")
        private @Nullable String errorMessage;

        private @Nullable String tag;
        private @Nullable String direction;

        @Json(name = "message_body")
        private WavixWire.@Nullable Content messageBody;

        @Nullable
        Ignored mcc;

        @Nullable
        Ignored mnc;

        @Json(name = "message_type")
        @Nullable
        Ignored messageType;

        @Json(name = "callback_url")
        @Nullable
        Ignored callbackUrl;

        @Nullable
        Ignored validity;

        /** The inner message, if the vendor wraps it. */
        private @Nullable MessageReply message;

        /** The failure's text; some responses have an empty text instead of null. */
        private @Nullable String error() {
            return errorMessage == null || errorMessage.isEmpty() ? null : errorMessage;
        }
    }
}
