package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
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
    static Target of(Target list, String number) {
        return list.query("page", number).query("per_page", String.valueOf(PER_PAGE));
    }

    private static NativeHubPage read(HttpReply reply) {
        return Objects.requireNonNullElseGet(PAGE.read(reply.body()), NativeHubPage::new);
    }

    /** Whether an answer may be the page of this number: a vendor may show the same one again. */
    static boolean isNumber(HttpReply reply, int number) {
        Integer page = read(reply).page;
        return page == null || page == number;
    }

    /** A list, read lazily page by page. */
    static <R, T> Stream<T> stream(
            VendorApi api, Target list, JsonBinding<R> binding, BiFunction<HttpReply, R, T> read) {
        return api.pages("1", number -> of(list, number), (number, reply) -> {
            List<@Nullable R> items = binding.readList(reply.body(), ITEMS);
            List<T> found = api.items(items, item -> read.apply(reply, item));
            int size = items == null ? 0 : items.size();
            return new Page<>(found, isLast(reply, Integer.parseInt(number), size) ? null : next(number));
        });
    }

    private static boolean isLast(HttpReply reply, int number, int size) {
        if (size == 0 || !isNumber(reply, number)) {
            return true;
        }
        NativeHubPage said = read(reply);
        int full = said.perPage != null && said.perPage > 0 ? said.perPage : PER_PAGE;
        return said.total == null ? size < full : (long) number * full >= said.total;
    }

    private static String next(String number) {
        return String.valueOf(Integer.parseInt(number) + 1);
    }
}
