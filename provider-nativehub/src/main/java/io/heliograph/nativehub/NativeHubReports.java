package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.spi.Page;
import io.heliograph.spi.VendorTimes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What NativeHub tells about messages and money, besides the status of one message. Thread-safe. */
final class NativeHubReports {
    /** The most that the vendor gives on one page. */
    private static final int PER_PAGE = 100;

    private final NativeHubCalls calls;
    private final String currency;
    private final JsonBinding<MessagePage> messagePage = JsonBinding.of(MessagePage.class);
    private final JsonBinding<TransactionPage> transactionPage = JsonBinding.of(TransactionPage.class);
    private final JsonBinding<LogReply> logReply = JsonBinding.of(LogReply.class);
    private final JsonBinding<BreakdownReply> breakdownReply = JsonBinding.of(BreakdownReply.class);
    private final JsonBinding<StatsReply> statsReply = JsonBinding.of(StatsReply.class);

    NativeHubReports(NativeHubCalls calls, String currency) {
        this.calls = calls;
        this.currency = currency;
    }

    Stream<Message> messages(@Nullable String batchId) {
        Target all = calls.target("messages");
        Target list = batchId == null ? all : all.query("batch_id", batchId);
        return Page.stream("1", number -> {
            HttpReply reply = page(list, number);
            MessagePage said = messagePage.read(asObject(reply));
            return page(number, said, said == null ? null : said.data, item -> message(reply, item));
        });
    }

    private Message message(HttpReply reply, NativeHubWire.MessageReply item) {
        MessageId unknown = MessageId.unknown(NativeHubProvider.NAME);
        return NativeHubProvider.message(reply, item, unknown, currency, List.of())
                .build();
    }

    Stream<Transaction> transactions(@Nullable TransactionType type, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (type == TransactionType.UNKNOWN) {
            throw new InvalidRequestException("type", "is UNKNOWN, which can't be asked for");
        }
        Target list = between(calls.target("transactions"), from, to);
        Target filtered = type == null ? list : list.query("type", type.name());
        return Page.stream("1", number -> {
            TransactionPage said = transactionPage.read(asObject(page(filtered, number)));
            return page(number, said, said == null ? null : said.data, this::transaction);
        });
    }

    List<LogEntry> logs(MessageId id) {
        HttpReply reply = calls.ask(calls.target("messages").child(id.value()).child("logs"));
        NativeHubProvider.checkFound(reply, id);
        LogReply said = logReply.read(asObject(calls.require2xx(reply)));
        return all(said == null ? null : said.data, NativeHubReports::logEntry);
    }

    Stats stats(@Nullable LocalDate from, @Nullable LocalDate to) {
        Target target = between(calls.target("messages", "stats"), from, to);
        StatsReply said = statsReply.read(calls.require2xx(calls.ask(target)).body());
        if (said == null) {
            throw NativeHubCalls.unreadable();
        }
        return new Stats(said.total, said.delivered, said.failed, said.pending, said.queued);
    }

    List<StatusShare> statusBreakdown() {
        HttpReply reply = calls.require2xx(calls.ask(calls.target("analytics", "status-breakdown")));
        BreakdownReply said = breakdownReply.read(asObject(reply));
        return all(
                said == null ? null : said.data,
                item -> new StatusShare(
                        NativeHubWire.status(item.status), text(item.status), item.count, item.percentage));
    }

    private static Target between(Target target, @Nullable LocalDate from, @Nullable LocalDate to) {
        Target since = from == null ? target : target.query("date_from", from.toString());
        return to == null ? since : since.query("date_to", to.toString());
    }

    private HttpReply page(Target list, String number) {
        Target page = list.query("page", number).query("per_page", String.valueOf(PER_PAGE));
        return calls.require2xx(calls.ask(page));
    }

    /** Some lists are bare arrays in one place and wrapped in another: here all are read as wrapped. */
    static String asObject(HttpReply reply) {
        String body = reply.body();
        return body.stripLeading().startsWith("[") ? "{\"data\":" + body + "}" : body;
    }

    /** What all pages say about themselves. */
    static class PageReply {
        @Nullable
        Long total;

        @Nullable
        Integer page;

        @Json(name = "per_page")
        @Nullable
        Integer perPage;
    }

    static final class MessagePage extends PageReply {
        @Nullable
        List<NativeHubWire.@Nullable MessageReply> data;
    }

    static final class TransactionPage extends PageReply {
        @Nullable
        List<@Nullable TransactionReply> data;
    }

    private static <R, T> Page<T> page(
            String number, @Nullable PageReply said, @Nullable List<@Nullable R> data, Function<R, T> read) {
        List<T> items = all(data, read);
        int asked = Integer.parseInt(number);
        if (said == null || data == null || data.isEmpty() || (said.page != null && said.page != asked)) {
            return new Page<>(items, null); // an empty page, or a vendor that shows the same one again
        }
        int perPage = said.perPage != null && said.perPage > 0 ? said.perPage : PER_PAGE;
        boolean isLast = said.total != null ? (long) asked * perPage >= said.total : data.size() < perPage;
        return new Page<>(items, isLast ? null : String.valueOf(asked + 1));
    }

    /** Reads the items of a list; one that is no object is left out. */
    private static <R, T> List<T> all(@Nullable List<@Nullable R> data, Function<R, T> read) {
        if (data == null) {
            throw NativeHubCalls.unreadable();
        }
        List<T> items = new ArrayList<>();
        for (R item : data) {
            if (item != null) {
                items.add(read.apply(item));
            }
        }
        return items;
    }

    static final class TransactionReply {
        @Nullable
        String id;

        @Nullable
        String type;

        @Nullable
        BigDecimal amount;

        @Nullable
        String currency;

        @Json(name = "balance_before")
        @Nullable
        BigDecimal balanceBefore;

        @Json(name = "balance_after")
        @Nullable
        BigDecimal balanceAfter;

        @Json(name = "reference_id")
        @Nullable
        String referenceId;

        @Json(name = "reference_type")
        @Nullable
        String referenceType;

        @Nullable
        String description;

        @Json(name = "created_at")
        @Nullable
        String createdAt;
    }

    private Transaction transaction(TransactionReply said) {
        String itsCurrency = said.currency == null || said.currency.isEmpty() ? currency : said.currency;
        return new Transaction(
                text(said.id),
                type(said.type),
                text(said.type),
                money(said.amount, itsCurrency),
                money(said.balanceBefore, itsCurrency),
                money(said.balanceAfter, itsCurrency),
                text(said.referenceType),
                text(said.referenceId),
                text(said.description),
                VendorTimes.parse(said.createdAt));
    }

    private static TransactionType type(@Nullable String word) {
        for (TransactionType type : TransactionType.values()) {
            if (type.name().equalsIgnoreCase(word)) {
                return type;
            }
        }
        return TransactionType.UNKNOWN;
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : new Money(amount, currency);
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

    static final class LogReply {
        @Nullable
        List<@Nullable LogItem> data;
    }

    private static LogEntry logEntry(LogItem said) {
        LogDetail detail = said.detail;
        return new LogEntry(
                NativeHubWire.status(said.status),
                text(said.status),
                text(said.providerId != null ? said.providerId : said.provider),
                text(detail == null ? null : detail.dlrStatus),
                text(detail == null ? null : detail.networkCode),
                text(said.errorCode),
                text(said.errorMessage),
                VendorTimes.parse(said.createdAt != null ? said.createdAt : said.timestamp));
    }

    static final class StatsReply {
        @Nullable
        Long total;

        @Nullable
        Long delivered;

        @Nullable
        Long failed;

        @Nullable
        Long pending;

        @Nullable
        Long queued;
    }

    static final class BreakdownItem {
        @Nullable
        String status;

        @Nullable
        Long count;

        @Nullable
        BigDecimal percentage;
    }

    static final class BreakdownReply {
        @Nullable
        List<@Nullable BreakdownItem> data;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
