package io.heliograph.sandbox.vendor.nativehub;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to a scheduled message of NativeHub, without a message id yet (reference pages, API v1, 2026-11-20). */
record NativeHubScheduled(String id, NativeHubSend send, Instant scheduledAt, Instant acceptedAt) {
    String to() {
        return send.recipients().get(0);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("tenant_id", NativeHubMessage.TENANT);
        json.put("account_id", NativeHubMessage.ACCOUNT);
        json.put("from_number", send.from());
        json.put("to_number", to());
        json.put("body", send.body());
        json.put("status", NativeHubSend.SCHEDULED);
        json.put("scheduled_at", NativeHubMessage.time(scheduledAt));
        json.put("message_id", null);
        json.put("created_at", NativeHubMessage.time(acceptedAt));
        return json;
    }
}
