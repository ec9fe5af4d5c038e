package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.spi.Page;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The paging fields of a list. Some lists are bare arrays on one page of the documentation and wrapped on another. */
final class NativeHubPage {
    /** The fields that may hold the items of a wrapped list. */
    static final String ITEMS = "data";

    /** The vendor's maximum page size. */
    static final int PER_PAGE = 100;

    private static final JsonBinding<NativeHubPage> PAGE = JsonBinding.of(NativeHubPage.class);

    private @Nullable Long total;
    private @Nullable Integer page;

    @Json(name = "per_page")
    private @Nullable Integer perPage;

    /** The path of the page with this number. */
    static ResourcePath of(ResourcePath list, String number) {
        return list.query("page", number).query("per_page", String.valueOf(PER_PAGE));
    }

    private static NativeHubPage read(HttpResponse response) {
        return Objects.requireNonNullElseGet(response.read(PAGE), NativeHubPage::new);
    }

    /** Whether a response can be the page with this number: a vendor may return the same page again. */
    static boolean isNumber(HttpResponse response, int number) {
        Integer page = read(response).page;
        return page == null || page == number;
    }

    /** A list, read lazily page by page. */
    static <R, T> Stream<T> stream(
            VendorApi api, ResourcePath list, JsonBinding<R> binding, BiFunction<HttpResponse, R, T> read) {
        return api.pages("1", number -> of(list, number), (number, response) -> {
            List<@Nullable R> items = binding.readList(response.body(), ITEMS);
            List<T> found = api.items(items, item -> read.apply(response, item));
            int size = items == null ? 0 : items.size();
            return new Page<>(found, isLast(response, Integer.parseInt(number), size) ? null : next(number));
        });
    }

    private static boolean isLast(HttpResponse response, int number, int size) {
        if (size == 0 || !isNumber(response, number)) {
            return true;
        }
        NativeHubPage nativeHubPage = read(response);
        int full = nativeHubPage.perPage != null && nativeHubPage.perPage > 0 ? nativeHubPage.perPage : PER_PAGE;
        return nativeHubPage.total == null ? size < full : (long) number * full >= nativeHubPage.total;
    }

    private static String next(String number) {
        return String.valueOf(Integer.parseInt(number) + 1);
    }
}
