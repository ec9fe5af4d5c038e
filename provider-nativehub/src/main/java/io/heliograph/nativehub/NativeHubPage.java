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

/** What a page of a list says about itself. Some lists are bare arrays in one place and wrapped in another. */
final class NativeHubPage {
    /** Where the items of a list stand, if it is no bare array. */
    static final String ITEMS = "data";

    /** The most that the vendor gives on one page. */
    static final int PER_PAGE = 100;

    private static final JsonBinding<NativeHubPage> PAGE = JsonBinding.of(NativeHubPage.class);

    private @Nullable Long total;
    private @Nullable Integer page;

    @Json(name = "per_page")
    private @Nullable Integer perPage;

    /** The page of this number. */
    static ResourcePath of(ResourcePath list, String number) {
        return list.query("page", number).query("per_page", String.valueOf(PER_PAGE));
    }

    private static NativeHubPage read(HttpResponse response) {
        return Objects.requireNonNullElseGet(PAGE.read(response.body()), NativeHubPage::new);
    }

    /** Whether an answer may be the page of this number: a vendor may show the same one again. */
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
