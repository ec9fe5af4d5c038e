package io.heliograph.androidgateway;

import io.heliograph.http.ResourcePath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters of a paged list; filters build it, and nothing changes it afterwards, so it is thread-safe then. */
final class ListQuery {
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final int pageSize;

    /** A query for the time between two limits, cut to whole seconds; null for no limit. */
    ListQuery(@Nullable Instant from, @Nullable Instant to, int pageSize) {
        this.pageSize = pageSize;
        with("from", AndroidGatewayWire.timeOrNull(from)).with("to", AndroidGatewayWire.timeOrNull(to));
    }

    /** Adds a parameter, unless its value is null. */
    ListQuery with(String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
        return this;
    }

    int pageSize() {
        return pageSize;
    }

    /** The target of one page. */
    ResourcePath page(ResourcePath list, int limit, String offset) {
        ResourcePath page = list;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            page = page.query(parameter.getKey(), parameter.getValue());
        }
        return page.query("limit", Integer.toString(limit)).query("offset", offset);
    }
}
