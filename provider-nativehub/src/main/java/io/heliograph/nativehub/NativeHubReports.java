package io.heliograph.nativehub;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Money;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.VendorApi;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What NativeHub counts: messages by their states, and money. Thread-safe; errors are as {@link NativeHub} says. */
public final class NativeHubReports {
    private final VendorApi api;
    private final String currency;
    private final JsonBinding<TransactionReply> transactionReply = JsonBinding.of(TransactionReply.class);
    private final JsonBinding<BreakdownItem> breakdownItem = JsonBinding.of(BreakdownItem.class);
    private final JsonBinding<StatsReply> statsReply = JsonBinding.of(StatsReply.class);

    NativeHubReports(VendorApi api, String currency) {
        this.api = api;
        this.currency = currency;
    }

    /** All movements of the account's money, read lazily in pages of 100; the vendor states no order. */
    public Stream<Transaction> transactions() {
        return transactions(null, null, null);
    }

    /**
     * Some movements of the account's money, read lazily.
     *
     * @param type null for all of them; not {@code UNKNOWN}
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
                api, filtered, transactionReply, (response, transactionReply) -> transaction(transactionReply));
    }

    /**
     * How many messages there were in each state; whose midnight counts isn't documented.
     *
     * @param from the first day; null for no limit
     * @param to the last day; null for no limit
     */
    public Stats stats(@Nullable LocalDate from, @Nullable LocalDate to) {
        StatsReply currentStatsReply = api.query(between(api.target("messages", "stats"), from, to), statsReply);
        return new Stats(
                currentStatsReply.total,
                currentStatsReply.delivered,
                currentStatsReply.failed,
                currentStatsReply.pending,
                currentStatsReply.queued);
    }

    /** How the messages of the account are spread over the statuses. */
    public List<StatusShare> statusBreakdown() {
        return api.list(
                api.target("analytics", "status-breakdown"),
                breakdownItem,
                item -> new StatusShare(
                        NativeHubWire.status(item.status), orEmpty(item.status), item.count, item.percentage),
                NativeHubPage.ITEMS);
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

    private Transaction transaction(TransactionReply transactionReply) {
        String itsCurrency = transactionReply.currency == null || transactionReply.currency.isEmpty()
                ? currency
                : transactionReply.currency;
        return new Transaction(
                orEmpty(transactionReply.id),
                type(transactionReply.type),
                orEmpty(transactionReply.type),
                money(transactionReply.amount, itsCurrency),
                money(transactionReply.balanceBefore, itsCurrency),
                money(transactionReply.balanceAfter, itsCurrency),
                orEmpty(transactionReply.referenceType),
                orEmpty(transactionReply.referenceId),
                orEmpty(transactionReply.description),
                Timestamps.parse(transactionReply.createdAt));
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
