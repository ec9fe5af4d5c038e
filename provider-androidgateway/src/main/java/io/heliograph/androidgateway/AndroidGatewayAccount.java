package io.heliograph.androidgateway;

import static io.heliograph.http.VendorHttp.Method.DELETE;
import static io.heliograph.http.VendorHttp.Method.PATCH;
import static io.heliograph.http.VendorHttp.Method.POST;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.spi.VendorApi;
import java.time.Instant;
import java.util.List;

/**
 * What an account has beside messages: phones, webhooks, settings, logs and health. Each call takes at most 30 seconds.
 * Thread-safe.
 */
public final class AndroidGatewayAccount {
    private final VendorApi api;
    private final ResourcePath devices;
    private final ResourcePath webhooks;
    private final ResourcePath settings;
    private final JsonBinding<GatewayDevice.Item> deviceItem = JsonBinding.of(GatewayDevice.Item.class);
    private final JsonBinding<GatewayWebhook.Item> webhookItem = JsonBinding.of(GatewayWebhook.Item.class);
    private final JsonBinding<GatewaySettings.Reply> settingsReply = JsonBinding.of(GatewaySettings.Reply.class);
    private final JsonBinding<GatewayLogEntry.Item> logItem = JsonBinding.of(GatewayLogEntry.Item.class);
    private final JsonBinding<GatewayHealth.Reply> healthReply = JsonBinding.of(GatewayHealth.Reply.class);

    AndroidGatewayAccount(VendorApi api) {
        this.api = api;
        devices = api.target("devices");
        webhooks = api.target("webhooks");
        settings = api.target("settings");
    }

    /**
     * The account's phones, or the one phone that is asked directly.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused or couldn't be asked
     */
    public List<GatewayDevice> devices() {
        // A phone that is asked directly has /device only; a server has both, and means to lose that one.
        HttpResponse response = api.get(devices);
        if (response.status() == 404) {
            response = api.get(api.target("device"));
        }
        return api.items(deviceItem.readList(api.require2xx(response).body()), GatewayDevice::of);
    }

    /**
     * Removes a phone from the account, with all its messages, also those that wait. An id that no phone has is no error:
     * a 404 in the gateway's words is documented for it, and servers up to v1.47.1 say 204.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and it may be gone or not
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
     * The account's webhooks.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused or couldn't be asked
     */
    public List<GatewayWebhook> webhooks() {
        return api.list(webhooks, webhookItem, GatewayWebhook::of);
    }

    /**
     * Adds a webhook, or replaces the one with the same id.
     *
     * @return as the gateway has it
     * @throws io.heliograph.message.InvalidRequestException naming every fault; nothing was changed
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and it may be there or not
     */
    public GatewayWebhook putWebhook(GatewayWebhook webhook) {
        webhook.check();
        HttpResponse response = api.change(POST, webhooks, webhook::writeTo);
        GatewayWebhook.Item stored = webhookItem.read(response.body());
        return stored == null ? webhook : GatewayWebhook.of(stored);
    }

    /**
     * Removes a webhook. An id that none has is no error.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and it may be gone or not
     */
    public void deleteWebhook(String id) {
        api.change(DELETE, webhooks.child(id), null);
    }

    /**
     * The settings of the account's phones.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused or couldn't be asked
     */
    public GatewaySettings settings() {
        return settings(api.get(settings));
    }

    /**
     * Changes some settings of the account's phones.
     *
     * @return all of them after it
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and they may be changed or not
     */
    public GatewaySettings changeSettings(GatewaySettings change) {
        return settings(api.change(PATCH, settings, change::writeTo));
    }

    private GatewaySettings settings(HttpResponse response) {
        return GatewaySettings.of(api.read(response, settingsReply), response.body());
    }

    /**
     * The log of a phone that is asked directly, in whole seconds from and to; a server has none.
     *
     * @throws io.heliograph.error.UnsupportedException if a server was asked
     * @throws io.heliograph.error.SmsException if the phone refused or couldn't be asked
     */
    public List<GatewayLogEntry> logs(Instant from, Instant to) {
        ResourcePath logs = api.target("logs")
                .query("from", AndroidGatewayWire.time(from))
                .query("to", AndroidGatewayWire.time(to));
        return api.list(logs, logItem, GatewayLogEntry::of);
    }

    /**
     * How the gateway says that it is, also where it says that it isn't well.
     *
     * @throws io.heliograph.error.SmsException if it doesn't say, or couldn't be asked
     */
    public GatewayHealth health() {
        // A gateway that isn't well says so with 503, and a phone with 500.
        HttpResponse response = api.get(api.target("health"));
        GatewayHealth health = GatewayHealth.of(healthReply.read(response.body()));
        if (health == null) {
            api.require2xx(response);
            throw api.unreadable();
        }
        return health;
    }

    /**
     * Asks phones to look again for what they received. It is taken now and done later.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and it may be done or not
     */
    public void refreshInbox(InboxRefresh refresh) {
        // The answer is plain text, and says nothing but that it was taken.
        api.change(POST, api.target("inbox", "refresh"), refresh::writeTo);
    }
}
