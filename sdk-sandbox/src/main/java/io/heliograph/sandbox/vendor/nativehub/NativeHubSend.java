package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Rfc3339;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.TestNumber;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to send by NativeHub's reference pages (API v1, 2026-11-20): to one number, to many, or to one later. The
 * vendor's guides use other member names, which are rejected.
 *
 * @param priority low, normal or high
 * @param scheduledAt null for now
 */
record NativeHubSend(
        String from,
        String body,
        List<String> recipients,
        String priority,
        @Nullable Instant scheduledAt) {
    /** The sandbox's error text for an invalid member, up to its name; the vendor's own isn't published. */
    static final String ERROR_PREFIX = "invalid value of ";

    /** The status of a message that waits for its time. */
    static final String SCHEDULED = "scheduled";

    static final String INVALID = "invalid phone number format";

    private static final Set<String> ONE = Set.of("to", "from", "body", "provider", "priority");
    private static final Set<String> MANY = Set.of("recipients", "from", "body");
    private static final Set<String> LATER = Set.of("to", "from", "body", "scheduled_at");
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{7,15}");

    static NativeHubSend one(SandboxRequest request) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        fields.refuseUnknown(ONE);
        fields.string("provider");
        String priority = fields.has("priority") ? fields.string("priority") : "normal";
        if (priority == null || !Set.of("low", "normal", "high").contains(priority)) {
            throw fields.wrong("priority");
        }
        return toOne(fields, "to, from, and body are required", priority, null);
    }

    static NativeHubSend later(SandboxRequest request, Instant now) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        fields.refuseUnknown(LATER);
        String written = fields.string("scheduled_at");
        String missing = "to, from, body, and scheduled_at are required";
        if (written == null || written.isEmpty()) {
            throw new ErrorResponseException(400, missing);
        }
        Instant scheduledAt = Rfc3339.parse(written);
        if (scheduledAt == null) {
            throw fields.wrong("scheduled_at");
        }
        if (!scheduledAt.isAfter(now)) {
            throw new ErrorResponseException(400, "scheduled_at must be in the future");
        }
        return toOne(fields, missing, "normal", scheduledAt);
    }

    private static NativeHubSend toOne(
            JsonFields fields, String missing, String priority, @Nullable Instant scheduledAt)
            throws ErrorResponseException {
        String to = required(fields, "to", missing);
        NativeHubSend send = new NativeHubSend(
                required(fields, "from", missing),
                required(fields, "body", missing),
                List.of(to),
                priority,
                scheduledAt);
        requireNumber(to);
        return send;
    }

    static NativeHubSend many(SandboxRequest request) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, ERROR_PREFIX);
        fields.refuseUnknown(MANY);
        String missing = "recipients, from, and body are required";
        List<String> recipients = fields.strings("recipients");
        if (recipients == null || recipients.isEmpty()) {
            throw new ErrorResponseException(400, missing);
        }
        return new NativeHubSend(
                required(fields, "from", missing), required(fields, "body", missing), recipients, "normal", null);
    }

    private static String required(JsonFields fields, String name, String missing) throws ErrorResponseException {
        String value = fields.string(name);
        if (value == null || value.isBlank()) {
            throw new ErrorResponseException(400, missing);
        }
        return value;
    }

    /** Rejects a number that can't get messages. */
    static void requireNumber(String number) throws ErrorResponseException {
        if (!isNumber(number)) {
            throw new ErrorResponseException(400, INVALID);
        }
    }

    static boolean isNumber(String number) {
        return NUMBER.matcher(number).matches() && TestNumber.of(number) != TestNumber.INVALID;
    }
}
