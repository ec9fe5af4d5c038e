package io.heliograph.wavix;

import io.heliograph.http.ResourcePath;
import io.heliograph.message.InvalidRequestException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter for transactions. Immutable and thread-safe: each method returns a new filter. {@code toString} has only the
 * names of the query parameters.
 */
public final class TransactionFilter {
    private final Map<String, String> query;

    private TransactionFilter(Map<String, String> query) {
        this.query = query;
    }

    /**
     * Selects the transactions of a range of days, both ends inclusive.
     *
     * @throws InvalidRequestException if the last day is before the first
     */
    public static TransactionFilter between(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new InvalidRequestException("last", "is before the first day");
        }
        return new TransactionFilter(Map.of())
                .with("from_date", first.toString())
                .with("to_date", last.toString());
    }

    /** Selects transactions of one of the vendor's types, for example 15 for outbound SMS. */
    public TransactionFilter type(int type) {
        return with("type", String.valueOf(type));
    }

    /** Selects transactions whose details contain this text. */
    public TransactionFilter detailsContain(String text) {
        return with("details_contains", text);
    }

    /** Selects payments into the account only. */
    public TransactionFilter paymentsOnly() {
        return with("payments", "true");
    }

    /**
     * Sets the page size, at least 1; the vendor's default is 25, and it documents no maximum.
     *
     * @throws InvalidRequestException if it is less than 1
     */
    public TransactionFilter perPage(int count) {
        if (count < 1) {
            throw new InvalidRequestException("perPage", "is " + count + "; it must be at least 1");
        }
        return with("per_page", String.valueOf(count));
    }

    private TransactionFilter with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new TransactionFilter(more);
    }

    ResourcePath on(ResourcePath transactions) {
        return WavixPage.filtered(transactions, query);
    }

    @Override
    public String toString() {
        return "TransactionFilter" + query.keySet();
    }
}
