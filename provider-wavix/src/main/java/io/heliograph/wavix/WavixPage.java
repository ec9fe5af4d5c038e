package io.heliograph.wavix;

import com.squareup.moshi.Json;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.spi.Page;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a list besides its items. */
final class WavixPage {
    private static final JsonBinding<WavixPage> PAGE = JsonBinding.of(WavixPage.class);

    private @Nullable Pagination pagination;

    @Json(name = "is_empty")
    private @Nullable Boolean isEmpty;

    /** Streams a list; each page is fetched when its first item is read. */
    static <T> Stream<T> stream(VendorApi api, ResourcePath list, Function<HttpResponse, List<T>> items) {
        return api.pages("1", number -> list.query("page", number), (number, response) -> {
            int pages = read(api, response).count();
            List<T> found = items.apply(response);
            int next = Integer.parseInt(number) + 1;
            // An empty page is the last one, whatever its pagination says.
            return new Page<>(found, !found.isEmpty() && next <= pages ? String.valueOf(next) : null);
        });
    }

    /** Reads a page, which is an object: Wavix doesn't respond with a bare array. */
    static WavixPage read(VendorApi api, HttpResponse response) {
        return api.read(response, PAGE);
    }

    /** The number of pages; 1 if the response doesn't have it. */
    int count() {
        return pagination == null || pagination.totalPages == null ? 1 : pagination.totalPages;
    }

    /** Whether the list is empty; the response may omit the items then. */
    boolean isEmpty() {
        return Boolean.TRUE.equals(isEmpty);
    }

    /** Adds a filter to a list's query. */
    static ResourcePath filtered(ResourcePath list, Map<String, String> query) {
        ResourcePath target = list;
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target = target.query(parameter.getKey(), parameter.getValue());
        }
        return target;
    }

    /** The position of a page in its list. */
    static final class Pagination {
        @Json(name = "total_pages")
        private @Nullable Integer totalPages;
    }
}
