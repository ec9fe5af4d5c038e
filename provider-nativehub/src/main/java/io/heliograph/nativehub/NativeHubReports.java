package io.heliograph.nativehub;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Money;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorTimes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What NativeHub counts: messages by their states, and money. Thread-safe. */
final class NativeHubReports {
    private final VendorApi api;
    private final String currency;
    private final JsonBinding<TransactionReply> transactionReply = JsonBinding.of(TransactionReply.class);
    private final JsonBinding<BreakdownItem> breakdownItem = JsonBinding.of(BreakdownItem.class);
    private final JsonBinding<StatsReply> statsReply = JsonBinding.of(StatsReply.class);

    NativeHubReports(VendorApi api, String currency) {
        this.api = api;
        this.currency = currency;
    }

    Stream<Transaction> transactions(@Nullable TransactionType type, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (type == TransactionType.UNKNOWN) {
            throw new InvalidRequestException("type", "is UNKNOWN, which can't be asked for");
        }
        Target list = between(api.target("transactions"), from, to);
        Target filtered = type == null ? list : list.query("type", type.name());
        return NativeHubPage.stream(api, filtered, transactionReply, (reply, said) -> transaction(said));
    }

    Stats stats(@Nullable LocalDate from, @Nullable LocalDate to) {
        StatsReply said = api.query(between(api.target("messages", "stats"), from, to), statsReply);
        return new Stats(said.total, said.delivered, said.failed, said.pending, said.queued);
    }

    List<StatusShare> statusBreakdown() {
        return api.list(
                api.target("analytics", "status-breakdown"),
                breakdownItem,
                item -> new StatusShare(
                        NativeHubWire.status(item.status), orEmpty(item.status), item.count, item.percentage),
                NativeHubPage.ITEMS);
    }

    private static Target between(Target target, @Nullable LocalDate from, @Nullable LocalDate to) {
        Target since = from == null ? target : target.query("date_from", from.toString());
        return to == null ? since : since.query("date_to", to.toString());
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
                orEmpty(said.id),
                type(said.type),
                orEmpty(said.type),
                money(said.amount, itsCurrency),
                money(said.balanceBefore, itsCurrency),
                money(said.balanceAfter, itsCurrency),
                orEmpty(said.referenceType),
                orEmpty(said.referenceId),
                orEmpty(said.description),
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
}
