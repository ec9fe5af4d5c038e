package io.heliograph.nativehub;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook subscription. The secret, which the vendor returns too, isn't kept.
 *
 * @param url receives the events; not in {@code toString}, because it may hold a token
 * @param status the vendor's own status word
 */
public record Subscription(
        String id,
        String url,
        List<String> events,
        String status,
        @Nullable Instant createdAt) {
    public Subscription {
        events = List.copyOf(events);
    }

    @Override
    public String toString() {
        return "Subscription[" + id + " " + status + " " + events + "]";
    }
}
