package io.heliograph.androidgateway;

import io.heliograph.http.ResourcePath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of a list with pages; complete once its filter is built, and thread-safe from then on. */
final class ListQuery {
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final int pageSize;

    /** A query for what is between two times, in whole seconds; null for no limit. */
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

    /** One page of a list. */
    ResourcePath page(ResourcePath list, int limit, String offset) {
        ResourcePath page = list;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            page = page.query(parameter.getKey(), parameter.getValue());
        }
        return page.query("limit", Integer.toString(limit)).query("offset", offset);
    }
}
