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

/** What every list has beside its items. */
final class WavixPage {
    private static final JsonBinding<WavixPage> PAGE = JsonBinding.of(WavixPage.class);

    private @Nullable Pagination pagination;

    @Json(name = "is_empty")
    private @Nullable Boolean isEmpty;

    /** A list page by page, each fetched when its first item is asked for. */
    static <T> Stream<T> stream(VendorApi api, ResourcePath list, Function<HttpResponse, List<T>> items) {
        return api.pages("1", number -> list.query("page", number), (number, response) -> {
            int pages = read(api, response).count();
            List<T> found = items.apply(response);
            int next = Integer.parseInt(number) + 1;
            // An empty page is the last one, whatever the numbers beside it say.
            return new Page<>(found, !found.isEmpty() && next <= pages ? String.valueOf(next) : null);
        });
    }

    /** Reads a page, which is an object: a list alone is no page of Wavix's. */
    static WavixPage read(VendorApi api, HttpResponse response) {
        return api.read(response, PAGE);
    }

    /** How many pages there are; 1 where the vendor doesn't say. */
    int count() {
        return pagination == null || pagination.totalPages == null ? 1 : pagination.totalPages;
    }

    /** Whether it says that there is nothing, and may leave out the list then. */
    boolean isEmpty() {
        return Boolean.TRUE.equals(isEmpty);
    }

    /** A list with a filter. */
    static ResourcePath filtered(ResourcePath list, Map<String, String> query) {
        ResourcePath target = list;
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target = target.query(parameter.getKey(), parameter.getValue());
        }
        return target;
    }

    /** Where in a list a page is. */
    static final class Pagination {
        @Json(name = "total_pages")
        private @Nullable Integer totalPages;
    }
}
