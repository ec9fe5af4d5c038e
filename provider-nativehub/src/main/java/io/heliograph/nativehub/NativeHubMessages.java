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
import io.heliograph.message.Status;
import io.heliograph.nativehub.NativeHubWire.MessageReply;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorTimes;
import java.util.ArrayList;
import java.util.List;
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
        MessageReply said = NativeHubWire.unwrapped(messageReply.read(reply.body()));
        if (said == null) {
            return Message.builder(asked, asked.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        return message(reply, said, asked, sensitiveValues)
                .rawJson(NativeHubWire.withoutCost(reply.body()))
                .build();
    }

    private Message.Builder message(HttpReply reply, MessageReply said, MessageId asked, List<String> sensitiveValues) {
        Message.Builder message = NativeHubWire.read(said, asked, currency);
        if (NativeHubWire.status(said.status).isFailure()) {
            message.failure(NativeHubErrors.failure(reply, said.errorCode, said.errorMessage, sensitiveValues));
        }
        return message;
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

    /** A line of a message's log: in the reference's words, or in the guide's. */
    static final class LogItem {
        @Nullable
        String status;

        @Json(name = "provider_id")
        @Nullable
        String providerId;

        @Nullable
        String provider;

        @Nullable
        LogDetail detail;

        @Json(name = "error_code")
        @Nullable
        String errorCode;

        @Json(name = "error_message")
        @Nullable
        String errorMessage;

        @Json(name = "created_at")
        @Nullable
        String createdAt;

        @Nullable
        String timestamp;
    }

    static final class LogDetail {
        @Json(name = "dlr_status")
        @Nullable
        String dlrStatus;

        @Json(name = "network_code")
        @Nullable
        String networkCode;
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
