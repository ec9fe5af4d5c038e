package io.heliograph.wavix;

import io.heliograph.http.ResourcePath;
import io.heliograph.message.InvalidRequestException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which transactions to list. Immutable and thread-safe: each method gives another filter. {@code toString} shows the
 * names of what is asked for only.
 */
public final class TransactionFilter {
    private final Map<String, String> query;

    private TransactionFilter(Map<String, String> query) {
        this.query = query;
    }

    /**
     * Those of some days, the first and the last included.
     *
     * @throws InvalidRequestException if the last is before the first
     */
    public static TransactionFilter between(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new InvalidRequestException("last", "is before the first day");
        }
        return new TransactionFilter(Map.of())
                .with("from_date", first.toString())
                .with("to_date", last.toString());
    }

    /** Those of one of the vendor's types, for example 15 for outbound SMS. */
    public TransactionFilter type(int type) {
        return with("type", String.valueOf(type));
    }

    /** Those whose details hold this text. */
    public TransactionFilter detailsContain(String text) {
        return with("details_contains", text);
    }

    /** What was paid in, and nothing else. */
    public TransactionFilter paymentsOnly() {
        return with("payments", "true");
    }

    /**
     * How many one call gets, at least 1; the vendor's 25 by default, and it names no most.
     *
     * @throws InvalidRequestException if it is less
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
