package io.heliograph.androidgateway;

import io.heliograph.spi.VendorTimes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a phone's log. {@code toString} hides message and context, which may hold numbers.
 *
 * @param id the phone's number for it
 * @param createdAt when it was written
 * @param module the part of the app that wrote it
 * @param priority the phone's word: {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message what it says
 * @param context single values that go with it; anything deeper is left out
 */
public record GatewayLogEntry(
        String id,
        Optional<Instant> createdAt,
        String module,
        String priority,
        String message,
        Map<String, String> context) {
    public GatewayLogEntry {
        context = Map.copyOf(context);
    }

    static GatewayLogEntry of(Item said) {
        Map<String, String> context = new LinkedHashMap<>();
        if (said.context != null) {
            said.context.forEach((name, value) -> {
                if (value != null) {
                    context.put(name, value);
                }
            });
        }
        return new GatewayLogEntry(
                orEmpty(said.id),
                Optional.ofNullable(VendorTimes.parse(said.createdAt)),
                orEmpty(said.module),
                orEmpty(said.priority),
                orEmpty(said.message),
                context);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return "GatewayLogEntry[" + id + " " + priority + " " + module + "]";
    }

    /** Lines of a log. */
    static final class Reply {
        @Nullable
        List<@Nullable Item> items;
    }

    /** A line of a log. */
    static final class Item {
        @Nullable
        String id;

        @Nullable
        String createdAt;

        @Nullable
        String module;

        @Nullable
        String priority;

        @Nullable
        String message;

        @Nullable
        Map<String, @Nullable String> context;
    }
}
