package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkWire.first;

import io.heliograph.json.JsonBinding;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of the vendor's. Its page (me-sms.com/en/api-docs, 2026-11-20) names {@code nextCursor}, {@code hasMore}
 * and {@code status}; the rows and their other fields are read under each likely name, bare and wrapped.
 */
final class ThaiBulkPage {
    private static final JsonBinding<ThaiBulkPage> BARE = JsonBinding.of(ThaiBulkPage.class);
    private static final JsonBinding<Wrapped> WRAPPED = JsonBinding.of(Wrapped.class);

    private @Nullable List<@Nullable Row> data;
    private @Nullable List<@Nullable Row> recipients;
    private @Nullable List<@Nullable Row> items;
    private @Nullable List<@Nullable Row> messages;
    private @Nullable List<@Nullable Row> senders;
    private @Nullable String nextCursor;
    private @Nullable Boolean hasMore;
    private @Nullable List<DeliveryCounts.@Nullable Row> summary;

    private ThaiBulkPage() {}

    /** Reads a page, bare, wrapped, or a list alone; null if it isn't JSON. */
    static @Nullable ThaiBulkPage read(String body) {
        String json = body.stripLeading().startsWith("[") ? "{\"items\":" + body + "}" : body;
        Wrapped wrapped = WRAPPED.read(json);
        ThaiBulkPage inner = wrapped == null ? null : first(wrapped.data, wrapped.result);
        if (wrapped == null || inner == null) {
            return BARE.read(json);
        }
        inner.nextCursor = first(inner.nextCursor, wrapped.nextCursor);
        inner.hasMore = first(inner.hasMore, wrapped.hasMore);
        inner.summary = first(inner.summary, wrapped.summary);
        return inner;
    }

    List<Row> rows() {
        List<@Nullable Row> found = first(data, recipients, items, messages, senders);
        return found == null
                ? List.of()
                : found.stream().flatMap(Stream::ofNullable).toList();
    }

    /** How many the page's summary counts, on this page and others; 0 where it has none. */
    long counted() {
        return summary == null
                ? 0
                : summary.stream()
                        .flatMap(Stream::ofNullable)
                        .mapToLong(DeliveryCounts.Row::recipients)
                        .sum();
    }

    /** Where the next page begins; null where there is none. A 0 would be the first page again. */
    @Nullable
    String next() {
        boolean none = nextCursor == null || nextCursor.isEmpty() || nextCursor.equals("0");
        boolean last = Boolean.FALSE.equals(hasMore) || (hasMore == null && rows().isEmpty());
        return none || last ? null : nextCursor;
    }

    /** The page where the vendor wraps it, as its version 1 did. */
    private static final class Wrapped {
        private @Nullable ThaiBulkPage data;
        private @Nullable ThaiBulkPage result;
        private @Nullable String nextCursor;
        private @Nullable Boolean hasMore;
        private @Nullable List<DeliveryCounts.@Nullable Row> summary;
    }

    /** A recipient, a message or a sender. */
    static final class Row {
        private @Nullable String uuid;
        private @Nullable String id;
        private @Nullable String status;
        private @Nullable String msisdn;
        private @Nullable String phone;
        private @Nullable String to;
        private @Nullable String name;
        private @Nullable String sender;

        @Nullable
        String uuid() {
            return first(uuid, id);
        }

        @Nullable
        String status() {
            return status;
        }

        @Nullable
        String number() {
            return first(msisdn, phone, to);
        }

        /** Who a message is from. */
        @Nullable
        String sender() {
            return sender;
        }

        /** A sender's own name. */
        @Nullable
        String name() {
            return first(name, sender);
        }
    }
}
