package io.heliograph.androidgateway;

import static io.heliograph.json.JsonBinding.orEmpty;

import io.heliograph.spi.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a phone's log. {@code toString} hides message and context, which may contain phone numbers.
 *
 * @param id the phone's ID of the entry
 * @param createdAt the time of the entry
 * @param module the module of the app that wrote it
 * @param priority {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message the log message
 * @param context the values of the entry by name; nested objects are only in {@code rawJson}
 * @param rawJson the phone's JSON for the entry
 */
public record GatewayLogEntry(
        String id,
        Optional<Instant> createdAt,
        String module,
        String priority,
        String message,
        Map<String, String> context,
        String rawJson) {
    public GatewayLogEntry {
        context = Map.copyOf(context);
    }

    static GatewayLogEntry of(Item item, String rawJson) {
        Map<String, String> context = new LinkedHashMap<>();
        if (item.context != null) {
            item.context.forEach((name, value) -> {
                if (value != null) {
                    context.put(name, value);
                }
            });
        }
        return new GatewayLogEntry(
                orEmpty(item.id),
                Optional.ofNullable(Timestamps.parse(item.createdAt)),
                orEmpty(item.module),
                orEmpty(item.priority),
                orEmpty(item.message),
                context,
                rawJson);
    }

    @Override
    public String toString() {
        return "GatewayLogEntry[" + id + " " + priority + " " + module + "]";
    }

    /** An entry in the response. */
    static final class Item {
        private @Nullable String id;
        private @Nullable String createdAt;
        private @Nullable String module;
        private @Nullable String priority;
        private @Nullable String message;
        private @Nullable Map<String, @Nullable String> context;
    }
}
