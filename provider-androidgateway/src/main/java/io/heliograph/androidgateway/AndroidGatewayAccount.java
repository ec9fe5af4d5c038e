package io.heliograph.androidgateway;

import static io.heliograph.http.VendorHttp.Method.DELETE;
import static io.heliograph.http.VendorHttp.Method.PATCH;
import static io.heliograph.http.VendorHttp.Method.POST;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.spi.VendorApi;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The operations of an account other than messages: phones, webhooks, settings, logs and health. Each call takes at most
 * 30 seconds. Thread-safe.
 */
public final class AndroidGatewayAccount {
    /** A healthy gateway returns 200, an unhealthy server 503, and an unhealthy phone 500. */
    private static final Set<Integer> HEALTH_STATUSES = Set.of(200, 500, 503);

    private final VendorApi api;
    private final ResourcePath devices;
    private final ResourcePath webhooks;
    private final ResourcePath settings;
    private final JsonBinding<JsonItem<GatewayDevice.Item>> deviceItem = JsonBinding.withJson(GatewayDevice.Item.class);
    private final JsonBinding<GatewayWebhook.Item> webhookItem = JsonBinding.of(GatewayWebhook.Item.class);
    private final JsonBinding<GatewaySettings.Reply> settingsReply = JsonBinding.of(GatewaySettings.Reply.class);
    private final JsonBinding<JsonItem<GatewayLogEntry.Item>> logItem =
            JsonBinding.withJson(GatewayLogEntry.Item.class);
    private final JsonBinding<GatewayHealth.Reply> healthReply = JsonBinding.of(GatewayHealth.Reply.class);

    AndroidGatewayAccount(VendorApi api) {
        this.api = api;
        devices = api.target("devices");
        webhooks = api.target("webhooks");
        settings = api.target("settings");
    }

    /**
     * Lists the account's phones; in local mode, the one phone.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused the request or no response came
     */
    public List<GatewayDevice> devices() {
        // A phone in local mode has /device only; a server has both, and its vendor plans to remove /device.
        HttpResponse response = api.get(devices);
        if (response.status() == 404) {
            response = api.get(api.target("device"));
        }
        return api.items(
                deviceItem.readList(api.require2xx(response).body()),
                item -> GatewayDevice.of(item.value(), item.json()));
    }

    /**
     * Removes a phone and all its messages, including queued ones. An unknown ID is no error: the gateway documents a 404
     * for it, and servers up to v1.47.1 return 204.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no response came: the phone may be removed
     */
    public void deleteDevice(String id) {
        HttpResponse response = api.tryChange(DELETE, devices.child(id), null);
        if (!api.isNotFound(response)) {
            api.require2xx(response);
        } else if (response.body().isEmpty()) {
            throw SmsException.of(
                    Failure.of(ErrorType.UNSUPPORTED, "a phone that is asked directly doesn't delete itself"),
                    List.of());
        }
    }

    /**
     * Lists the account's webhooks.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused the request or no response came
     */
    public List<GatewayWebhook> webhooks() {
        return api.list(webhooks, webhookItem, GatewayWebhook::of);
    }

    /**
     * Adds a webhook, or replaces the one with the same ID.
     *
     * @return the webhook as the gateway stored it
     * @throws io.heliograph.message.InvalidRequestException naming every invalid field; nothing has changed
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no response came: the webhook may be stored
     */
    public GatewayWebhook putWebhook(GatewayWebhook webhook) {
        webhook.check();
        HttpResponse response = api.change(POST, webhooks, webhook::writeTo);
        GatewayWebhook.Item stored = response.read(webhookItem);
        return stored == null ? webhook : GatewayWebhook.of(stored);
    }

    /**
     * Removes a webhook. An unknown ID is no error.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no response came: the webhook may be removed
     */
    public void deleteWebhook(String id) {
        api.change(DELETE, webhooks.child(id), null);
    }

    /**
     * Reads the settings of the account's phones.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused the request or no response came
     */
    public GatewaySettings settings() {
        return settings(api.get(settings));
    }

    /**
     * Changes some settings of the account's phones.
     *
     * @return all settings after the change
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no response came: the settings may be changed
     */
    public GatewaySettings changeSettings(GatewaySettings change) {
        return settings(api.change(PATCH, settings, change::writeTo));
    }

    private GatewaySettings settings(HttpResponse response) {
        return GatewaySettings.of(api.read(response, settingsReply), response.body());
    }

    /**
     * Reads the log of a phone in local mode; both times are cut to whole seconds. A server has no log.
     *
     * @throws io.heliograph.error.UnsupportedException if the base URL is a server's
     * @throws io.heliograph.error.SmsException if the phone refused the request or no response came
     */
    public List<GatewayLogEntry> logs(Instant from, Instant to) {
        ResourcePath logs = api.target("logs")
                .query("from", AndroidGatewayWire.time(from))
                .query("to", AndroidGatewayWire.time(to));
        return api.list(logs, logItem, item -> GatewayLogEntry.of(item.value(), item.json()));
    }

    /**
     * Reads the gateway's health; an unhealthy gateway is a result too, not an exception.
     *
     * @throws io.heliograph.error.SmsException if the response has no health status, or no response came
     */
    public GatewayHealth health() {
        HttpResponse response = api.get(api.target("health"));
        // Any other status isn't a health response, even if its body has a status: problem+json has one too
        GatewayHealth health =
                HEALTH_STATUSES.contains(response.status()) ? GatewayHealth.of(response.read(healthReply)) : null;
        if (health == null) {
            api.require2xx(response);
            throw api.unreadable();
        }
        return health;
    }

    /**
     * Makes phones read their received messages again. The gateway accepts the request now; the phones run it later.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no response came: the phones may run it
     */
    public void refreshInbox(InboxRefresh refresh) {
        // The response is plain text, which only confirms the request.
        api.change(POST, api.target("inbox", "refresh"), refresh::writeTo);
    }
}
