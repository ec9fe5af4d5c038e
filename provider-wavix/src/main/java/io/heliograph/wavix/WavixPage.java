package io.heliograph.wavix;

import com.squareup.moshi.Json;
import io.heliograph.message.Faults;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What every list has beside its items, and how its items are read. */
class WavixPage {
    /** What the vendor's SDKs say (2026-06); its OpenAPI document says it for opt-outs only. */
    private static final int MOST_PER_PAGE = 100;

    @Nullable
    Pagination pagination;

    /** How many pages there are; 1 where the vendor doesn't say. */
    int pages() {
        return pagination == null || pagination.totalPages == null ? 1 : pagination.totalPages;
    }

    /** Where in a list a page is. */
    static final class Pagination {
        @Json(name = "total_pages")
        @Nullable
        Integer totalPages;
    }

    /** The items of a list that could be read. A document without its list is no empty list. */
    static <T> List<T> items(@Nullable List<T> items) {
        if (items == null) {
            throw WavixCalls.unreadable();
        }
        return known(items);
    }

    /** Whether something of a list couldn't be read. */
    static boolean hasGaps(@Nullable List<?> items) {
        return items == null || items.stream().anyMatch(Objects::isNull);
    }

    /** What can be read of a list that may be missing. */
    static <T> List<T> known(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    static void checkPerPage(@Nullable Integer count, Faults faults) {
        if (count != null && (count < 1 || count > MOST_PER_PAGE)) {
            faults.add("perPage", "is " + count + "; it must be 1 to " + MOST_PER_PAGE);
        }
    }
}
