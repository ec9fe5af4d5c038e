package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.http.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbered pages of Wavix's lists (OpenAPI, 2026-06-30). */
final class WavixPaging {
    private WavixPaging() {}

    /** The requested page of a list. */
    static <T> Page<T> of(List<T> all, Query query) throws ErrorResponseException {
        return Page.of(all, query.count("page", 1, 1, Integer.MAX_VALUE), query.count("per_page", 25, 1, 100));
    }

    /** A list's answer: its items under their name, and where the page is. */
    static Map<String, Object> json(String name, List<?> items, Page<?> page) {
        Map<String, Object> pagination = new LinkedHashMap<>();
        pagination.put("current_page", page.number());
        pagination.put("per_page", page.size());
        pagination.put("total", page.total());
        pagination.put("total_pages", (page.total() + page.size() - 1) / page.size());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(name, items);
        json.put("pagination", pagination);
        return json;
    }
}
