package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages that the phone of an Android SMS Gateway received (app 1.68.0, 2026-07-14), all of them SMS. Not thread-safe: the
 * owner locks.
 */
final class AndroidInbox {
    private static final Set<String> TYPES = Set.of("SMS", "DATA_SMS", "MMS", "MMS_DOWNLOADED");
    private static final Set<String> REFRESHED = Set.of("SMS", "MMS");
    private static final int MAX_BATCH = 100;

    /** A message with the id and the time that the phone gave it. */
    private record Received(InboundMessage message, String id, Instant at) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("type", "SMS");
            json.put("sender", message.from());
            json.put("recipient", message.to());
            json.put("simNumber", 1);
            json.put("contentPreview", message.text());
            json.put("createdAt", at.toString());
            return json;
        }

        Map<String, Object> payload() {
            return AndroidEvents.received(message, id, at);
        }
    }

    /** An event of a refresh. */
    record Event(String name, Map<String, Object> payload) {}

    // Oldest first.
    private final List<Received> received = new ArrayList<>();

    void add(InboundMessage message, String id, Instant at) {
        received.add(new Received(message, id, at));
    }

    void forget(Predicate<String> sender) {
        received.removeIf(one -> sender.test(one.message().from()));
    }

    /** A page of a phone's list, newest first. */
    SandboxResponse list(Query query, String deviceId) throws ErrorResponseException {
        String type = query.text("type");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            throw AndroidSend.invalid("Params.Type", "oneof");
        }
        int limit = query.count("limit", 50, 0, 999_999_999);
        if (limit < 1 || limit > 500) {
            throw AndroidSend.invalid("Params.Limit", limit < 1 ? "min" : "max");
        }
        AndroidSend.truth(query, "includeAttachments");
        Instant from = AndroidList.time(query, "from");
        Instant to = AndroidList.time(query, "to");
        boolean isOther = query.has("deviceId") && !query.text("deviceId").equals(deviceId);
        List<Received> found = new ArrayList<>(received.stream()
                .filter(one -> !isOther && (type.isEmpty() || type.equals("SMS")))
                .filter(one -> isBetween(one, from, to))
                .toList());
        Collections.reverse(found);
        List<Map<String, Object>> page = found.stream()
                .skip(query.count("offset", 0, 0, 999_999_999))
                .limit(limit)
                .map(Received::json)
                .toList();
        return SandboxResponse.json(200, page).withHeader("X-Total-Count", Integer.toString(found.size()));
    }

    private static boolean isBetween(Received one, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || !one.at().isBefore(from))
                && (to == null || !one.at().isAfter(to));
    }

    /** What a refresh makes the phone send; nothing unless it asks for webhooks. */
    List<Event> refresh(JsonFields fields, String deviceId) throws ErrorResponseException {
        List<Received> found = found(fields, deviceId);
        List<String> types = fields.strings("messageTypes");
        if (types != null && (types.isEmpty() || !REFRESHED.containsAll(types))) {
            throw AndroidSend.invalid("InboxRefreshRequest.MessageTypes", types.isEmpty() ? "min" : "oneof");
        }
        boolean old = fields.bool("triggerWebhooks", false);
        String delivery = fields.string("webhookDelivery");
        List<Received> wanted = types == null || types.contains("SMS") ? found : List.of();
        return switch (delivery == null ? (old ? "Individual" : "Disabled") : delivery) {
            case "Disabled" -> List.of();
            case "Individual" -> each(wanted);
            case "Batch" -> batches(wanted);
            default -> throw AndroidSend.invalid("InboxRefreshRequest.WebhookDelivery", "oneof");
        };
    }

    /** What the deprecated export makes the phone send: each SMS by itself. */
    List<Event> export(JsonFields fields, String deviceId) throws ErrorResponseException {
        return each(found(fields, deviceId));
    }

    private List<Received> found(JsonFields fields, String deviceId) throws ErrorResponseException {
        Instant since = AndroidSend.time(fields, "since");
        Instant until = AndroidSend.time(fields, "until");
        if (since == null || until == null) {
            throw AndroidSend.invalid("InboxRefreshRequest." + (since == null ? "Since" : "Until"), "required");
        }
        if (since.isAfter(until)) {
            throw AndroidSend.invalid("InboxRefreshRequest.Until", "gtefield");
        }
        String device = fields.string("deviceId");
        if (device != null && !device.isEmpty() && !device.equals(deviceId)) {
            throw new ErrorResponseException(400, "failed to select device: record not found");
        }
        return received.stream().filter(one -> isBetween(one, since, until)).toList();
    }

    private static List<Event> each(List<Received> found) {
        return found.stream()
                .map(one -> new Event("sms:received", one.payload()))
                .toList();
    }

    private static List<Event> batches(List<Received> found) {
        List<Event> batches = new ArrayList<>();
        for (int start = 0; start < found.size(); start += MAX_BATCH) {
            List<Map<String, Object>> batch = found.subList(start, Math.min(found.size(), start + MAX_BATCH)).stream()
                    .map(Received::payload)
                    .toList();
            batches.add(new Event("sms:batch:received", Map.of("messages", batch)));
        }
        return batches;
    }
}
