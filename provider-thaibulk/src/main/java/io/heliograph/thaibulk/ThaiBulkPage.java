package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkWire.first;

import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of one of the vendor's lists. The documentation (me-sms.com/en/api-docs, 2026-11-20) names {@code nextCursor},
 * {@code hasMore} and {@code status}; rows and their other fields are read under each likely name, bare and wrapped.
 */
final class ThaiBulkPage {
    private static final JsonBinding<ThaiBulkPage> BARE = JsonBinding.of(ThaiBulkPage.class);
    private static final JsonBinding<Wrapped> WRAPPED = JsonBinding.of(Wrapped.class);

    private @Nullable List<@Nullable JsonItem<ThaiBulkRow>> data;
    private @Nullable List<@Nullable JsonItem<ThaiBulkRow>> recipients;
    private @Nullable List<@Nullable JsonItem<ThaiBulkRow>> items;
    private @Nullable List<@Nullable JsonItem<ThaiBulkRow>> messages;
    private @Nullable List<@Nullable JsonItem<ThaiBulkRow>> senders;
    private @Nullable String nextCursor;
    private @Nullable Boolean hasMore;
    private @Nullable Long total;
    private @Nullable List<DeliveryCounts.@Nullable Row> summary;

    private ThaiBulkPage() {}

    /** Parses a page: bare, wrapped, or a bare list; null if it isn't JSON. */
    static @Nullable ThaiBulkPage read(String body) {
        String json = body.stripLeading().startsWith("[") ? "{\"items\":" + body + "}" : body;
        Wrapped wrapped = WRAPPED.read(json);
        ThaiBulkPage inner = wrapped == null ? null : first(wrapped.data, wrapped.result);
        if (wrapped == null || inner == null) {
            return BARE.read(json);
        }
        inner.nextCursor = first(inner.nextCursor, wrapped.nextCursor);
        inner.hasMore = first(inner.hasMore, wrapped.hasMore);
        inner.total = first(inner.total, wrapped.total);
        inner.summary = first(inner.summary, wrapped.summary);
        return inner;
    }

    List<JsonItem<ThaiBulkRow>> rows() {
        List<@Nullable JsonItem<ThaiBulkRow>> found = first(data, recipients, items, messages, senders);
        return found == null
                ? List.of()
                : found.stream().flatMap(Stream::ofNullable).toList();
    }

    /** The number of rows on all pages; 0 if the response doesn't have it, as with a cursor. */
    long total() {
        return total == null ? 0 : total;
    }

    /** The number of recipients per status in the page's summary, which covers all pages; empty without a summary. */
    DeliveryCounts summary() {
        return DeliveryCounts.ofSummary(summary == null ? List.of() : summary);
    }

    /** The cursor of the next page; null if there is none. A 0 would be the first page again. */
    @Nullable
    String next() {
        boolean none = nextCursor == null || nextCursor.isEmpty() || nextCursor.equals("0");
        boolean last = Boolean.FALSE.equals(hasMore) || (hasMore == null && rows().isEmpty());
        return none || last ? null : nextCursor;
    }

    /** The page inside a wrapper, as in the vendor's version 1. */
    private static final class Wrapped {
        private @Nullable ThaiBulkPage data;
        private @Nullable ThaiBulkPage result;
        private @Nullable String nextCursor;
        private @Nullable Boolean hasMore;
        private @Nullable Long total;
        private @Nullable List<DeliveryCounts.@Nullable Row> summary;
    }
}
