package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.vendor.SegmentCount;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that the account received, with its JSON as {@code MessageResponse} (Wavix OpenAPI, 2026-06-30). */
record WavixInbound(String id, String from, String to, String text, Instant acceptedAt) implements WavixListed {
    @Override
    public String direction() {
        return "inbound";
    }

    /** The vendor documents the states of sent messages only, and requires one here too. */
    @Override
    public String status(Instant now) {
        return "delivered";
    }

    @Override
    public @Nullable String tag() {
        return null;
    }

    @Override
    public String type() {
        return "sms";
    }

    @Override
    public Map<String, @Nullable Object> listed(Instant now) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("text", text);
        body.put("media", null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message_id", id);
        json.put("message_type", type());
        json.put("from", from);
        json.put("to", to);
        json.put("direction", direction());
        json.put("mcc", null);
        json.put("mnc", null);
        json.put("message_body", body);
        json.put("tag", null);
        json.put("status", status(now));
        json.put("segments", SegmentCount.of(text).count());
        json.put("charge", "0.0");
        json.put("submitted_at", WavixMessage.millis(acceptedAt));
        json.put("sent_at", null); // "for mobile-terminated messages only"
        json.put("delivered_at", WavixMessage.millis(acceptedAt)); // of the webhook's relay
        json.put("error_message", null);
        return json;
    }
}
