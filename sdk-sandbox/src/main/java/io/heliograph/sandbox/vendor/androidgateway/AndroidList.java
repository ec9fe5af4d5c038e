package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.http.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query of the message list of Android SMS Gateway server v1.47.1 (2026-08-22); unknown parameters
 * are ignored, as the server does.
 *
 * @param from inclusive; null for the beginning
 * @param to exclusive; null for the end
 * @param state empty for every state
 * @param deviceId empty for every device
 */
record AndroidList(
        @Nullable Instant from,
        @Nullable Instant to,
        String state,
        String deviceId,
        int limit,
        int offset,
        boolean includeContent,
        boolean oldestFirst) {
    private static final Set<String> STATES =
            Set.of("Pending", "Cancelling", "Cancelled", "Processed", "Sent", "Delivered", "Failed");
    private static final int ID_LENGTH = 21;

    static AndroidList read(Map<String, String> values) throws ErrorResponseException {
        Query query = new Query(values, "failed to parse query: ");
        String state = query.text("state");
        String deviceId = query.text("deviceId");
        String sort = values.getOrDefault("sort", "-created_at");
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw AndroidSend.invalid("Params.State", "oneof");
        }
        if (!deviceId.isEmpty() && deviceId.length() != ID_LENGTH) {
            throw AndroidSend.invalid("Params.DeviceID", "len");
        }
        if (!Set.of("created_at", "-created_at").contains(sort)) {
            throw AndroidSend.invalid("Params.Sort", "oneof");
        }
        int limit = query.count("limit", 50, 0, 999_999_999);
        if (limit < 1 || limit > 100) {
            throw AndroidSend.invalid("Params.Limit", limit < 1 ? "min" : "max");
        }
        return new AndroidList(
                time(query, "from"),
                time(query, "to"),
                state,
                deviceId,
                limit,
                query.count("offset", 0, 0, 999_999_999),
                AndroidSend.truth(query, "includeContent"),
                sort.equals("created_at"));
    }

    static @Nullable Instant time(Query query, String name) throws ErrorResponseException {
        if (!query.has(name)) {
            return null;
        }
        Instant time = Rfc3339.parse(query.text(name));
        if (time == null) {
            throw query.wrong(name);
        }
        return time;
    }

    /** The matching messages, in the requested order. */
    List<AndroidMessage> of(List<AndroidMessage> messages, Instant now) {
        List<AndroidMessage> found = new ArrayList<>(messages.stream()
                .filter(message -> from == null || !message.acceptedAt().isBefore(from))
                .filter(message -> to == null || message.acceptedAt().isBefore(to))
                .filter(message -> state.isEmpty() || message.state(now).equals(state))
                .filter(message -> deviceId.isEmpty() || message.deviceId().equals(deviceId))
                .toList());
        if (!oldestFirst) {
            Collections.reverse(found);
        }
        return found;
    }
}
