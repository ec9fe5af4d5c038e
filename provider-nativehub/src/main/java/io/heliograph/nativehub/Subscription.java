package io.heliograph.nativehub;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that was asked for. The secret that the vendor repeats is not kept.
 *
 * @param url where events go; not in {@code toString}, because it may hold a token
 * @param status the vendor's own word
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
