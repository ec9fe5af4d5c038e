package io.heliograph.nativehub;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Money;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.VendorApi;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * NativeHub's reports: message counts by status, and transactions. Thread-safe; errors are described at
 * {@link NativeHub}.
 */
public final class NativeHubReports {
    private final VendorApi api;
    private final String currency;
    private final JsonBinding<JsonItem<TransactionReply>> transactionBinding =
            JsonBinding.withJson(TransactionReply.class);
    private final JsonBinding<JsonItem<BreakdownItem>> breakdownBinding = JsonBinding.withJson(BreakdownItem.class);
    private final JsonBinding<JsonItem<StatsReply>> statsBinding = JsonBinding.withJson(StatsReply.class);

    NativeHubReports(VendorApi api, String currency) {
        this.api = api;
        this.currency = currency;
    }

    /** All transactions of the account, read lazily in pages of 100; the vendor states no order. */
    public Stream<Transaction> transactions() {
        return transactions(null, null, null);
    }

    /**
     * Transactions of one type or period, read lazily.
     *
     * @param type null for all types; not {@code UNKNOWN}
     * @param from the first day; null for no limit
     * @param to the last day; null for no limit
     */
    public Stream<Transaction> transactions(
            @Nullable TransactionType type, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (type == TransactionType.UNKNOWN) {
            throw new InvalidRequestException("type", "is UNKNOWN, which can't be asked for");
        }
        ResourcePath list = between(api.target("transactions"), from, to);
        ResourcePath filtered = type == null ? list : list.query("type", type.name());
        return NativeHubPage.stream(
                api, filtered, transactionBinding, (response, item) -> transaction(item.value(), item.json()));
    }

    /**
     * The number of messages by status; the vendor doesn't document which time zone a day is in.
     *
     * @param from the first day; null for no limit
     * @param to the last day; null for no limit
     */
    public Stats stats(@Nullable LocalDate from, @Nullable LocalDate to) {
        JsonItem<StatsReply> item = api.query(between(api.target("messages", "stats"), from, to), statsBinding);
        StatsReply stats = item.value();
        return new Stats(stats.total, stats.delivered, stats.failed, stats.pending, stats.queued, item.json());
    }

    /** The distribution of the account's messages over the statuses. */
    public List<StatusShare> statusBreakdown() {
        return api.list(
                api.target("analytics", "status-breakdown"),
                breakdownBinding,
                item -> share(item.value(), item.json()),
                NativeHubPage.ITEMS);
    }

    private static StatusShare share(BreakdownItem item, String rawJson) {
        return new StatusShare(
                NativeHubWire.status(item.status), orEmpty(item.status), item.count, item.percentage, rawJson);
    }

    private static ResourcePath between(ResourcePath target, @Nullable LocalDate from, @Nullable LocalDate to) {
        ResourcePath since = from == null ? target : target.query("date_from", from.toString());
        return to == null ? since : since.query("date_to", to.toString());
    }

    static final class TransactionReply {
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable BigDecimal amount;
        private @Nullable String currency;

        @Json(name = "balance_before")
        private @Nullable BigDecimal balanceBefore;

        @Json(name = "balance_after")
        private @Nullable BigDecimal balanceAfter;

        @Json(name = "reference_id")
        private @Nullable String referenceId;

        @Json(name = "reference_type")
        private @Nullable String referenceType;

        private @Nullable String description;

        @Json(name = "created_at")
        private @Nullable String createdAt;
    }

    private Transaction transaction(TransactionReply reply, String rawJson) {
        String transactionCurrency = reply.currency == null || reply.currency.isEmpty() ? currency : reply.currency;
        return new Transaction(
                orEmpty(reply.id),
                type(reply.type),
                orEmpty(reply.type),
                money(reply.amount, transactionCurrency),
                money(reply.balanceBefore, transactionCurrency),
                money(reply.balanceAfter, transactionCurrency),
                orEmpty(reply.referenceType),
                orEmpty(reply.referenceId),
                orEmpty(reply.description),
                Timestamps.parse(reply.createdAt),
                rawJson);
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

    static final class StatsReply {
        private @Nullable Long total;
        private @Nullable Long delivered;
        private @Nullable Long failed;
        private @Nullable Long pending;
        private @Nullable Long queued;
    }

    static final class BreakdownItem {
        private @Nullable String status;
        private @Nullable Long count;
        private @Nullable BigDecimal percentage;
    }
}
