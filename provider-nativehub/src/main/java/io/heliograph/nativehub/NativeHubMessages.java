package io.heliograph.nativehub;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
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

/** Reads messages: one in an answer, those of the account, those of a batch, and their logs. Thread-safe. */
final class NativeHubMessages {
    /** A tenth of the 200 requests a minute that an account may make. */
    private static final int MAX_BATCH_PAGES = 20;

    private final VendorApi api;
    private final String currency;
    private final ResourcePath messages;
    private final JsonBinding<MessageReply> messageReply = JsonBinding.of(MessageReply.class);
    private final JsonBinding<LogItem> logItem = JsonBinding.of(LogItem.class);

    NativeHubMessages(VendorApi api, String currency) {
        this.api = api;
        this.currency = currency;
        messages = api.target("messages");
    }

    /** An id that can be asked for, for a vendor-only operation. */
    MessageId requireOwnId(MessageId id) {
        if (api.requireOwnId(id).value().startsWith(NativeHubScheduled.PREFIX)) {
            throw new InvalidRequestException("id", "is of a message that waits for its time and has no other yet");
        }
        return id;
    }

    /** Reads a message, of which anything may be missing: the HTTP status alone says that NativeHub has it. */
    Message read(HttpResponse response, MessageId messageId, List<String> sensitiveValues) {
        MessageReply currentMessageReply = messageReply.read(response.body());
        if (currentMessageReply == null) {
            return Message.builder(messageId, messageId.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        return message(response, currentMessageReply.unwrapped(), messageId, sensitiveValues)
                .rawJson(NativeHubWire.withoutCost(response.body()))
                .build();
    }

    private Message.Builder message(
            HttpResponse response, MessageReply messageReply, MessageId messageId, List<String> sensitiveValues) {
        Status status = NativeHubWire.status(messageReply.status);
        MessageId id = messageId.isKnown() ? messageId : MessageId.tryParse(NativeHubProvider.NAME, messageReply.id);
        Message.Builder message = Message.builder(id, status)
                .rawStatus(messageReply.status)
                .to(PhoneNumber.tryParse(messageReply.to).orElse(null))
                .from(Sender.tryParse(messageReply.from).orElse(null))
                .segments(messageReply.partCount)
                .price(messageReply.sellPrice == null ? null : new Money(messageReply.sellPrice, currency))
                .submittedAt(Timestamps.parse(messageReply.createdAt))
                .sentAt(Timestamps.parse(messageReply.sentAt))
                .deliveredAt(Timestamps.parse(messageReply.deliveredAt));
        return status.isFailure() ? message.failure(failure(response, messageReply, sensitiveValues)) : message;
    }

    /** What a bulk send's answer or a list says of one recipient of a batch. */
    static RecipientStatus recipient(
            HttpResponse response,
            MessageReply messageReply,
            MessageId batch,
            PhoneNumber to,
            List<String> sensitiveValues) {
        MessageId id = MessageId.tryParse(NativeHubProvider.NAME, messageReply.id);
        boolean complains = !orEmpty(messageReply.errorCode).isEmpty()
                || !orEmpty(messageReply.errorMessage).isEmpty();
        Status status =
                messageReply.status == null && complains ? Status.FAILED : NativeHubWire.status(messageReply.status);
        Failure failure = status.isFailure() ? failure(response, messageReply, sensitiveValues) : null;
        return new RecipientStatus(id.isKnown() ? id : batch, to, status, messageReply.status, failure);
    }

    private static Failure failure(HttpResponse response, MessageReply messageReply, List<String> sensitiveValues) {
        return NativeHubErrors.failure(response, messageReply.errorCode, messageReply.errorMessage, sensitiveValues);
    }

    /** The account's messages, or those of a batch. */
    Stream<Message> list(@Nullable String batchId) {
        ResourcePath list = batchId == null ? messages : messages.query("batch_id", batchId);
        MessageId unknown = MessageId.unknown(NativeHubProvider.NAME);
        return NativeHubPage.stream(
                api,
                list,
                messageReply,
                (response, messageReply) ->
                        message(response, messageReply, unknown, List.of()).build());
    }

    /**
     * What the list says of a batch of so many messages, as far as it could be read in time, and of this batch for certain:
     * above a number that isn't documented, the answer to a bulk send names nobody ({@code GET /messages?batch_id=}, quick
     * start, 2026-02).
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

    /** One page; empty where it can't be had: the send was answered, and nothing here may change that. */
    private List<@Nullable MessageReply> batchPage(String batchId, int number, Deadline deadline) {
        ResourcePath list = messages.query("batch_id", batchId);
        try {
            HttpResponse response = api.get(NativeHubPage.of(list, String.valueOf(number)), deadline);
            List<@Nullable MessageReply> page = response.is2xx() && NativeHubPage.isNumber(response, number)
                    ? messageReply.readList(response.body(), NativeHubPage.ITEMS)
                    : null;
            return page == null ? List.of() : page;
        } catch (HttpException | SmsException e) {
            return List.of();
        }
    }

    List<LogEntry> logs(MessageId id) {
        HttpResponse response = api.get(messages.child(id.value()).child("logs"));
        String body = api.requireFound(response, id).body();
        return api.items(logItem.readList(body, NativeHubPage.ITEMS), NativeHubMessages::logEntry);
    }

    /** A message in an answer to a send or to a query, or in a list. What it cost the vendor is not read. */
    static final class MessageReply {
        private @Nullable String id;

        @Json(name = "batch_id")
        private @Nullable String batchId;

        private @Nullable String from;
        private @Nullable String to;
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

        /** The message itself, if it is wrapped as the messages of a list are, which no page shows of one. */
        private @Nullable MessageReply data;

        Optional<PhoneNumber> recipient() {
            return PhoneNumber.tryParse(to);
        }

        private MessageReply unwrapped() {
            return id == null && data != null ? data : this;
        }
    }

    /** A line of a message's log: in the reference's words, or in the guide's. */
    static final class LogItem {
        private @Nullable String status;

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

    private static LogEntry logEntry(LogItem logItem) {
        LogDetail detail = logItem.detail;
        return new LogEntry(
                NativeHubWire.status(logItem.status),
                orEmpty(logItem.status),
                orEmpty(logItem.providerId != null ? logItem.providerId : logItem.provider),
                orEmpty(detail == null ? null : detail.dlrStatus),
                orEmpty(detail == null ? null : detail.networkCode),
                orEmpty(logItem.errorCode),
                orEmpty(logItem.errorMessage),
                Timestamps.parse(logItem.createdAt != null ? logItem.createdAt : logItem.timestamp));
    }
}
