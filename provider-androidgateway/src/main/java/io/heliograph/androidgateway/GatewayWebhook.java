package io.heliograph.androidgateway;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Violations;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A webhook: one event at one URL. The phones call it, not the server. {@code toString} shows the URL's host only, because
 * its path may contain a token.
 *
 * @param id the webhook's ID, 1 to 36 characters; empty if the gateway generates it
 * @param url the receiver, at most 256 characters; a server accepts https only, a phone also {@code http://127.0.0.1}
 * @param event the gateway's event name, for example {@code sms:delivered}, {@code sms:failed}, {@code sms:received}
 * @param deviceId the phone that calls it; empty for all phones
 */
public record GatewayWebhook(Optional<String> id, String url, String event, Optional<String> deviceId) {
    private static final int MAX_ID = 36;
    private static final int MAX_URL = 256;

    /** A webhook for all phones; the gateway generates its ID. */
    public static GatewayWebhook on(String event, String url) {
        return new GatewayWebhook(Optional.empty(), url, event, Optional.empty());
    }

    /** A copy with this ID; it replaces a webhook that has the ID already. */
    public GatewayWebhook withId(String newId) {
        return new GatewayWebhook(Optional.of(newId), url, event, deviceId);
    }

    /** A copy for one phone only. */
    public GatewayWebhook forDevice(String newDeviceId) {
        return new GatewayWebhook(id, url, event, Optional.of(newDeviceId));
    }

    /** Throws for values that the gateway certainly rejects. */
    void check() {
        Violations violations = new Violations();
        AndroidGatewayValidation.length("id", id.orElse(null), MAX_ID, violations);
        if (url.length() > MAX_URL || host(url) == null) {
            violations.add("url", "isn't an absolute http or https URL of at most 256 characters");
        }
        if (event.isBlank()) {
            violations.add("event", "is missing");
        }
        AndroidGatewayValidation.length(
                "deviceId", deviceId.orElse(null), AndroidGatewayValidation.MAX_DEVICE_ID, violations);
        violations.throwIfAny();
    }

    private static @Nullable String host(String url) {
        try {
            URI uri = new URI(url);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ? uri.getHost() : null;
        } catch (URISyntaxException e) {
            return null; // the exception's message contains the URL
        }
    }

    /** Writes {@code deviceId}: the server ignores the documented {@code device_id}, and all phones would call. */
    void writeTo(JsonWriter json) throws IOException {
        json.setSerializeNulls(false); // omits unset options
        json.beginObject();
        json.name("id").value(id.orElse(null));
        json.name("url").value(url);
        json.name("event").value(event);
        json.name("deviceId").value(deviceId.orElse(null));
        json.endObject();
    }

    static GatewayWebhook of(Item item) {
        return new GatewayWebhook(
                Optional.ofNullable(item.id),
                orEmpty(item.url),
                orEmpty(item.event),
                Optional.ofNullable(item.deviceId).filter(phone -> !phone.isEmpty()));
    }

    @Override
    public String toString() {
        String host = host(url);
        return "GatewayWebhook[" + id.orElse("-") + " " + event + " to " + (host == null ? "?" : host) + "]";
    }

    /** A webhook in a response. */
    static final class Item {
        private @Nullable String id;
        private @Nullable String url;
        private @Nullable String event;
        private @Nullable String deviceId;
    }
}
