package io.heliograph.nativehub;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.VendorApi;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads messages: in a response, of the account, of a batch, and their logs. Thread-safe. */
final class NativeHubMessages {
    /** A tenth of the 200 requests a minute that the account is allowed. */
    private static final int MAX_BATCH_PAGES = 20;

    private final VendorApi api;
    private final String currency;
    private final ResourcePath messages;
    private final JsonBinding<MessageReply> messageBinding = JsonBinding.of(MessageReply.class);
    private final JsonBinding<JsonItem<MessageReply>> listBinding = JsonBinding.withJson(MessageReply.class);
    private final JsonBinding<JsonItem<LogItem>> logBinding = JsonBinding.withJson(LogItem.class);

    NativeHubMessages(VendorApi api, String currency) {
        this.api = api;
        this.currency = currency;
        messages = api.target("messages");
    }

    /** Checks that a vendor-only operation can query this id. */
    MessageId requireOwnId(MessageId id) {
        if (api.requireOwnId(id).value().startsWith(NativeHubScheduled.PREFIX)) {
            throw new InvalidRequestException("id", "is of a message that waits for its time and has no other yet");
        }
        return id;
    }

    /** Reads a message; any field may be missing, because the HTTP status alone proves acceptance. */
    Message read(HttpResponse response, MessageId messageId, List<String> sensitiveValues) {
        MessageReply reply = response.read(messageBinding);
        if (reply == null) {
            return Message.builder(messageId, messageId.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        return message(response, reply.unwrapped(), messageId, sensitiveValues)
                .rawJson(NativeHubWire.withoutCost(response.body()))
                .build();
    }

    private Message.Builder message(
            HttpResponse response, MessageReply reply, MessageId messageId, List<String> sensitiveValues) {
        Status status = NativeHubWire.status(reply.status);
        MessageId id = messageId.isKnown() ? messageId : MessageId.tryParse(NativeHubErrors.NAME, reply.id);
        Message.Builder message = Message.builder(id, status)
                .rawStatus(reply.status)
                .to(PhoneNumber.tryParse(reply.to).orElse(null))
                .from(Sender.tryParse(reply.from).orElse(null))
                .segments(reply.partCount)
                .price(reply.sellPrice == null ? null : new Money(reply.sellPrice, currency))
                .text(reply.body)
                .submittedAt(Timestamps.parse(reply.createdAt))
                .sentAt(Timestamps.parse(reply.sentAt))
                .deliveredAt(Timestamps.parse(reply.deliveredAt));
        return status.isFailure() ? message.failure(failure(response, reply, sensitiveValues)) : message;
    }

    /** The status of one recipient of a batch, from the response to a bulk send or from a list. */
    static RecipientStatus recipient(
            HttpResponse response, MessageReply reply, MessageId batch, PhoneNumber to, List<String> sensitiveValues) {
        MessageId id = MessageId.tryParse(NativeHubErrors.NAME, reply.id);
        boolean complains = !orEmpty(reply.errorCode).isEmpty()
                || !orEmpty(reply.errorMessage).isEmpty();
        Status status = reply.status == null && complains ? Status.FAILED : NativeHubWire.status(reply.status);
        Failure failure = status.isFailure() ? failure(response, reply, sensitiveValues) : null;
        return new RecipientStatus(id.isKnown() ? id : batch, to, status, reply.status, failure);
    }

    private static Failure failure(HttpResponse response, MessageReply reply, List<String> sensitiveValues) {
        return NativeHubErrors.failure(response, reply.errorCode, reply.errorMessage, sensitiveValues);
    }

    /** The messages of the account, or of a batch. */
    Stream<Message> list(@Nullable String batchId) {
        ResourcePath list = batchId == null ? messages : messages.query("batch_id", batchId);
        MessageId unknown = MessageId.unknown(NativeHubErrors.NAME);
        return NativeHubPage.stream(
                api,
                list,
                listBinding,
                (response, item) -> message(response, item.value(), unknown, List.of())
                        .rawJson(NativeHubWire.withoutCost(item.json()))
                        .build());
    }

    /**
     * Lists a batch of this size, as far as the deadline allows; returns only messages that certainly belong to the
     * batch. Above an undocumented number of recipients, the response to a bulk send names none of them ({@code GET
     * /messages?batch_id=}, quick start, 2026-02).
     */
    List<MessageReply> batch(String batchId, int size, Deadline deadline) {
        List<MessageReply> found = new ArrayList<>();
        int pages = Math.min(MAX_BATCH_PAGES, (size + NativeHubPage.PER_PAGE - 1) / NativeHubPage.PER_PAGE);
        for (int number = 1; number <= pages; number++) {
            List<@Nullable MessageReply> page = batchPage(batchId, number, deadline);
            if (page.isEmpty()) {
                break;
            }
            for (MessageReply item : page) {
                if (item != null && batchId.equals(item.batchId)) {
                    found.add(item);
                }
            }
        }
        return found;
    }

    /**
     * One page; empty if it can't be read: the send has its response already, and a failure here must not change its
     * result.
     */
    private List<@Nullable MessageReply> batchPage(String batchId, int number, Deadline deadline) {
        ResourcePath list = messages.query("batch_id", batchId);
        try {
            HttpResponse response = api.get(NativeHubPage.of(list, String.valueOf(number)), deadline);
            List<@Nullable MessageReply> page = response.is2xx() && NativeHubPage.isNumber(response, number)
                    ? messageBinding.readList(response.body(), NativeHubPage.ITEMS)
                    : null;
            return page == null ? List.of() : page;
        } catch (HttpException | SmsException e) {
            return List.of();
        }
    }

    List<LogEntry> logs(MessageId id) {
        HttpResponse response = api.get(messages.child(id.value()).child("logs"));
        String body = api.requireFound(response, id).body();
        return api.items(logBinding.readList(body, NativeHubPage.ITEMS), NativeHubMessages::logEntry);
    }

    /** A message in the response to a send or a query, or in a list. The vendor's own cost isn't read. */
    static final class MessageReply {
        private @Nullable String id;

        @Json(name = "batch_id")
        private @Nullable String batchId;

        private @Nullable String from;
        private @Nullable String to;
        private @Nullable String body;
        private @Nullable String status;

        @Json(name = "part_count")
        private @Nullable Integer partCount;

        @Json(name = "sell_price")
        private @Nullable BigDecimal sellPrice;

        @Json(name = "error_code")
        private @Nullable String errorCode;

        @Json(name = "error_message")
        private @Nullable String errorMessage;

        @Json(name = "sent_at")
        private @Nullable String sentAt;

        @Json(name = "delivered_at")
        private @Nullable String deliveredAt;

        @Json(name = "created_at")
        private @Nullable String createdAt;

        /** The message itself, if it is wrapped as in a list; no page documents that for a single message. */
        private @Nullable MessageReply data;

        Optional<PhoneNumber> recipient() {
            return PhoneNumber.tryParse(to);
        }

        private MessageReply unwrapped() {
            return id == null && data != null ? data : this;
        }
    }

    /** A line of a message's log, with the names of the reference or of the guide. */
    static final class LogItem {
        private @Nullable String id;
        private @Nullable String status;

        @Json(name = "connection_id")
        private @Nullable String connectionId;

        @Json(name = "provider_id")
        private @Nullable String providerId;

        private @Nullable String provider;
        private @Nullable LogDetail detail;

        @Json(name = "error_code")
        private @Nullable String errorCode;

        @Json(name = "error_message")
        private @Nullable String errorMessage;

        @Json(name = "created_at")
        private @Nullable String createdAt;

        private @Nullable String timestamp;
    }

    static final class LogDetail {
        @Json(name = "dlr_status")
        private @Nullable String dlrStatus;

        @Json(name = "network_code")
        private @Nullable String networkCode;
    }

    private static LogEntry logEntry(JsonItem<LogItem> item) {
        LogItem logItem = item.value();
        LogDetail detail = logItem.detail;
        return new LogEntry(
                orEmpty(logItem.id),
                NativeHubWire.status(logItem.status),
                orEmpty(logItem.status),
                orEmpty(logItem.providerId != null ? logItem.providerId : logItem.provider),
                orEmpty(logItem.connectionId),
                orEmpty(detail == null ? null : detail.dlrStatus),
                orEmpty(detail == null ? null : detail.networkCode),
                orEmpty(logItem.errorCode),
                orEmpty(logItem.errorMessage),
                Timestamps.parse(logItem.createdAt != null ? logItem.createdAt : logItem.timestamp),
                NativeHubWire.withoutCost(item.json()));
    }
}
