package io.heliograph.sandbox.vendor.textingline;

import io.heliograph.sandbox.spi.OutgoingWebhook;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of TextingLine. Its pages (2026-11-20) name the events and say that a 2xx acknowledges and that the wait
 * between attempts grows; the envelope, the number of attempts and a signature aren't documented, so those are guesses.
 */
final class TextingLineEvents {
    static final String RECEIVED = "messaging.incoming.message.received";

    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));

    private TextingLineEvents() {}

    static String ofMessage(String state) {
        return "messaging.outgoing.message." + state;
    }

    static String ofBroadcast(String state) {
        return "messaging.broadcast." + state;
    }

    static List<OutgoingWebhook> webhooks(@Nullable URI target, String event, Map<String, Object> object) {
        if (target == null) {
            return List.of();
        }
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("event", event);
        envelope.put("data", object);
        return List.of(OutgoingWebhook.json(TextingLineMessage.VENDOR, event, target, envelope)
                .retriedAfter(RETRIES));
    }
}
