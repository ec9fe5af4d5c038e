package io.heliograph.nativehub;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorTimes;
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
    private final Target messages;
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
    Message read(HttpReply reply, MessageId asked, List<String> sensitiveValues) {
        MessageReply said = messageReply.read(reply.body());
        if (said == null) {
            return Message.builder(asked, asked.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        return message(reply, said.unwrapped(), asked, sensitiveValues)
                .rawJson(NativeHubWire.withoutCost(reply.body()))
                .build();
    }

    private Message.Builder message(HttpReply reply, MessageReply said, MessageId asked, List<String> sensitiveValues) {
        Status status = NativeHubWire.status(said.status);
        MessageId id = asked.isKnown() ? asked : MessageId.find(NativeHubProvider.NAME, said.id);
        Message.Builder message = Message.builder(id, status)
                .rawStatus(said.status)
                .to(PhoneNumber.find(said.to).orElse(null))
                .from(Sender.find(said.from).orElse(null))
                .segments(said.partCount)
                .price(said.sellPrice == null ? null : new Money(said.sellPrice, currency))
                .submittedAt(VendorTimes.parse(said.createdAt))
                .sentAt(VendorTimes.parse(said.sentAt))
                .deliveredAt(VendorTimes.parse(said.deliveredAt));
        return status.isFailure() ? message.failure(failure(reply, said, sensitiveValues)) : message;
    }

    /** What a bulk send's answer or a list says of one recipient of a batch. */
    static Recipient recipient(
            HttpReply reply, MessageReply said, MessageId batch, PhoneNumber to, List<String> sensitiveValues) {
        MessageId id = MessageId.find(NativeHubProvider.NAME, said.id);
        boolean complains = !orEmpty(said.errorCode).isEmpty()
                || !orEmpty(said.errorMessage).isEmpty();
        Status status = said.status == null && complains ? Status.FAILED : NativeHubWire.status(said.status);
        Refusal failure = status.isFailure() ? failure(reply, said, sensitiveValues) : null;
        return new Recipient(id.isKnown() ? id : batch, to, status, said.status, failure);
    }

    private static Refusal failure(HttpReply reply, MessageReply said, List<String> sensitiveValues) {
        return NativeHubErrors.failure(reply, said.errorCode, said.errorMessage, sensitiveValues);
    }

    /** The account's messages, or those of a batch. */
    Stream<Message> list(@Nullable String batchId) {
        Target list = batchId == null ? messages : messages.query("batch_id", batchId);
        MessageId unknown = MessageId.unknown(NativeHubProvider.NAME);
        return NativeHubPage.stream(
                api,
                list,
                messageReply,
                (reply, said) -> message(reply, said, unknown, List.of()).build());
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
        Target list = messages.query("batch_id", batchId);
        try {
            HttpReply reply = api.get(NativeHubPage.of(list, String.valueOf(number)), deadline);
            List<@Nullable MessageReply> page = reply.is2xx() && NativeHubPage.isNumber(reply, number)
                    ? messageReply.readList(reply.body(), NativeHubPage.ITEMS)
                    : null;
            return page == null ? List.of() : page;
        } catch (HttpException | SmsException e) {
            return List.of();
        }
    }

    List<LogEntry> logs(MessageId id) {
        HttpReply reply = api.get(messages.child(id.value()).child("logs"));
        String body = api.requireFound(reply, id).body();
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
            return PhoneNumber.find(to);
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

    private static LogEntry logEntry(LogItem said) {
        LogDetail detail = said.detail;
        return new LogEntry(
                NativeHubWire.status(said.status),
                orEmpty(said.status),
                orEmpty(said.providerId != null ? said.providerId : said.provider),
                orEmpty(detail == null ? null : detail.dlrStatus),
                orEmpty(detail == null ? null : detail.networkCode),
                orEmpty(said.errorCode),
                orEmpty(said.errorMessage),
                VendorTimes.parse(said.createdAt != null ? said.createdAt : said.timestamp));
    }
}
