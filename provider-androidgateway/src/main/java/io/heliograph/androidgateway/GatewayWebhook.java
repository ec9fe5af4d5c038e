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
 * A registration of one event at one URL; the phones call it, not the server. {@code toString} shows the URL's host only,
 * because its path may hold a token.
 *
 * @param id the registration's name, 1 to 36 characters; empty to let the gateway name it
 * @param url where events go, at most 256 characters; a server takes https only, a phone {@code http://127.0.0.1}, too
 * @param event the gateway's word, for example {@code sms:delivered}, {@code sms:failed}, {@code sms:received}
 * @param deviceId the one phone that it is for; empty for all
 */
public record GatewayWebhook(Optional<String> id, String url, String event, Optional<String> deviceId) {
    private static final int MAX_ID = 36;
    private static final int MAX_URL = 256;

    /** A registration for all phones, which the gateway names. */
    public static GatewayWebhook on(String event, String url) {
        return new GatewayWebhook(Optional.empty(), url, event, Optional.empty());
    }

    /** The same with a name: one that is there already is replaced. */
    public GatewayWebhook withId(String newId) {
        return new GatewayWebhook(Optional.of(newId), url, event, deviceId);
    }

    /** The same for one phone only. */
    public GatewayWebhook forDevice(String newDeviceId) {
        return new GatewayWebhook(id, url, event, Optional.of(newDeviceId));
    }

    /** Refuses what the gateway surely would. */
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
            return null; // its message holds the URL
        }
    }

    /** The name is {@code deviceId}: the documentation's {@code device_id} is ignored, and then all phones call. */
    void writeTo(JsonWriter json) throws IOException {
        json.setSerializeNulls(false); // what isn't set is left out
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

    /** A registration. */
    static final class Item {
        private @Nullable String id;
        private @Nullable String url;
        private @Nullable String event;
        private @Nullable String deviceId;
    }
}
