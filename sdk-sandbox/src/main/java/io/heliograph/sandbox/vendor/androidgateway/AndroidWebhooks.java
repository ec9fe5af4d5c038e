package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an Android SMS Gateway account (server v1.47.1, 2026-08-22; app 1.68.0, 2026-07-14): the server keeps
 * them, the phone sends and signs. Not thread-safe: the owner locks.
 */
final class AndroidWebhooks {
    /** The events that the sandbox's phone sends. */
    static final List<String> SENT_HERE =
            List.of("sms:received", "sms:sent", "sms:delivered", "sms:failed", "sms:cancelled", "system:ping");

    private static final Set<String> EVENTS = Set.of(
            "sms:received",
            "sms:data-received",
            "sms:sent",
            "sms:delivered",
            "sms:failed",
            "sms:cancelled",
            "system:ping",
            "mms:received",
            "mms:downloaded",
            "app:started",
            "sms:batch:received",
            "sms:batch:data-received",
            "mms:batch:received",
            "mms:batch:downloaded");
    private static final String USER_AGENT = "me.capcom.smsgateway/1.68.0";
    private static final int MAX_ID = 36;
    private static final int MAX_DEVICE = 21;
    private static final int MAX_URL = 256;
    // 15 retries with exponential backoff, factor 2; the app's source has 5 s, its page 10 s and 14 retries.
    private static final List<Duration> RETRIES = IntStream.range(0, 15)
            .mapToObj(n -> Duration.ofSeconds(5).multipliedBy(1L << n))
            .toList();

    /** A registration for one event. */
    private record Hook(String id, @Nullable String deviceId, URI url, String event) {
        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("deviceId", deviceId);
            json.put("url", url.toString());
            json.put("event", event);
            return json;
        }
    }

    private final AndroidDevice device;
    private final VendorContext context;
    private final OutgoingWebhook.Signature signature;
    private final Map<String, Hook> hooks = new LinkedHashMap<>();

    AndroidWebhooks(AndroidDevice device, VendorContext context, String signingKey) {
        this.device = device;
        this.context = context;
        this.signature = signature(ByteString.encodeUtf8(signingKey));
    }

    /** The signature of one attempt, over the body's bytes followed by the seconds. */
    private static OutgoingWebhook.Signature signature(ByteString key) {
        return (body, now) -> {
            String timestamp = Long.toString(now.getEpochSecond());
            ByteString signed = ByteString.encodeUtf8(body + timestamp);
            return Map.of(
                    "X-Signature", signed.hmacSha256(key).hex(), "X-Timestamp", timestamp, "User-Agent", USER_AGENT);
        };
    }

    /** Registers a webhook; one with a known id replaces that one. */
    SandboxResponse register(JsonFields fields) throws ErrorResponseException {
        String id = fields.string("id");
        String url = fields.string("url");
        String event = fields.string("event");
        String deviceId = fields.string("deviceId");
        if (id != null && id.length() > MAX_ID) {
            throw AndroidSend.invalid("Webhook.ID", "max");
        }
        if (url == null || url.isEmpty() || url.length() > MAX_URL) {
            throw AndroidSend.invalid("Webhook.URL", url == null || url.isEmpty() ? "required" : "max");
        }
        if (event == null || !EVENTS.contains(event)) {
            throw AndroidSend.invalid("Webhook.Event", event == null ? "required" : "oneof");
        }
        if (deviceId != null && deviceId.length() > MAX_DEVICE) {
            throw AndroidSend.invalid("Webhook.DeviceID", "max");
        }
        if (deviceId != null && !deviceId.equals(device.id())) {
            throw new ErrorResponseException(400, "failed to select device: record not found");
        }
        URI target = context.webhookTarget(url).orElse(null);
        if (target == null) {
            throw new ErrorResponseException(400, "failed to validate: url: " + WebhookTargets.REFUSED);
        }
        Hook hook = new Hook(id == null || id.isEmpty() ? UUID.randomUUID().toString() : id, deviceId, target, event);
        hooks.put(hook.id(), hook);
        return SandboxResponse.json(201, hook.json());
    }

    /** One registration for each event that this sandbox knows. */
    void registerAll(URI target) {
        for (String event : SENT_HERE) {
            hooks.put("sandbox-" + event, new Hook("sandbox-" + event, null, target, event));
        }
    }

    SandboxResponse list() {
        return SandboxResponse.json(200, hooks.values().stream().map(Hook::json).toList());
    }

    /** Deletes a registration; an unknown id isn't an error. */
    SandboxResponse delete(String id) {
        hooks.remove(id);
        return SandboxResponse.empty(204);
    }

    /** Deletes the registrations of a phone that is gone; those for all phones stay. */
    void deleteOf(String deviceId) {
        hooks.values().removeIf(hook -> deviceId.equals(hook.deviceId()));
    }

    /** The webhooks of one event, for every registration: each has an id of its own. */
    List<OutgoingWebhook> webhooks(String event, Map<String, Object> payload) {
        return hooks.values().stream()
                .filter(hook -> hook.event().equals(event))
                .map(hook -> OutgoingWebhook.json(AndroidMessage.VENDOR, event, hook.url(), envelope(hook, payload))
                        .signedBy(signature)
                        .retriedAfter(RETRIES))
                .toList();
    }

    private Map<String, Object> envelope(Hook hook, Map<String, Object> payload) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("deviceId", device.id());
        envelope.put("event", hook.event());
        envelope.put("id", UUID.randomUUID().toString());
        envelope.put("payload", payload);
        envelope.put("webhookId", hook.id());
        return envelope;
    }
}
