package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The names and payloads of the events that the phone of an Android SMS Gateway sends (app 1.68.0, 2026-07-14). */
final class AndroidEvents {
    // Not UTC, so that a client that reads the phone's time as UTC fails.
    private static final DateTimeFormatter PHONE_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneOffset.ofHours(7));

    private AndroidEvents() {}

    /** The event of a state; null for a state without one. */
    static @Nullable String name(String state) {
        return switch (state) {
            case "Sent" -> "sms:sent";
            case "Delivered" -> "sms:delivered";
            case "Failed" -> "sms:failed";
            case "Cancelled" -> "sms:cancelled";
            default -> null;
        };
    }

    /** The number of events of a state: a delivery has one for each part. */
    static int times(AndroidSend send, Step step) {
        return step.state().equals("Delivered") ? send.parts() : 1;
    }

    static Map<String, Object> status(AndroidMessage message, String recipient, Step step) {
        Map<String, Object> payload = common(message.id(), recipient);
        // The phone's own number isn't known here, nor a SIM that the request doesn't name; null is left out.
        payload.put("recipient", recipient);
        if (message.send().simNumber() != null) {
            payload.put("simNumber", message.send().simNumber());
        }
        String at = PHONE_TIME.format(step.at());
        switch (step.state()) {
            case "Sent" -> {
                payload.put("partsCount", message.send().parts());
                payload.put("sentAt", at);
            }
            case "Delivered" -> payload.put("deliveredAt", at);
            case "Cancelled" -> payload.put("cancelledAt", at);
            default -> {
                payload.put("failedAt", at);
                payload.put("reason", step.error() == null ? "Unknown" : step.error());
            }
        }
        return payload;
    }

    static Map<String, Object> received(InboundMessage inbound, String id, Instant now) {
        Map<String, Object> payload = common(id, inbound.from());
        payload.put("sender", inbound.from());
        payload.put("recipient", inbound.to());
        payload.put("simNumber", 1);
        payload.put("message", inbound.text());
        payload.put("receivedAt", PHONE_TIME.format(now));
        return payload;
    }

    private static Map<String, Object> common(String messageId, String phoneNumber) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("messageId", messageId);
        payload.put("phoneNumber", phoneNumber);
        return payload;
    }

    /** Eight hexadecimal digits of the content; of the time too, so that the same text twice is two messages. */
    static String inboundId(InboundMessage inbound, Instant now) {
        return ByteString.encodeUtf8(inbound.from() + inbound.text() + now + UUID.randomUUID())
                .sha256()
                .hex()
                .substring(0, 8);
    }

    static Map<String, Object> ping() {
        return Map.of("health", Map.of("status", "pass", "version", "1.68.0", "releaseId", 1, "checks", Map.of()));
    }
}
