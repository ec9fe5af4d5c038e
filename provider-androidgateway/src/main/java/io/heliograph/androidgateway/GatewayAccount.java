package io.heliograph.androidgateway;

import io.heliograph.error.SmsException;
import io.heliograph.http.Http.Method;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an account has beside messages: phones, webhooks, settings, logs and health. Each call takes at most 30 seconds.
 * Thread-safe.
 */
public final class GatewayAccount {
    private final AndroidGatewayCalls calls;
    private final Target devices;
    private final Target webhooks;
    private final Target settings;
    private final JsonBinding<GatewayDevice.Reply> deviceList = JsonBinding.of(GatewayDevice.Reply.class);
    private final JsonBinding<GatewayWebhook.Reply> webhookList = JsonBinding.of(GatewayWebhook.Reply.class);
    private final JsonBinding<GatewayWebhook.Item> webhookReply = JsonBinding.of(GatewayWebhook.Item.class);
    private final JsonBinding<GatewaySettings.Reply> settingsReply = JsonBinding.of(GatewaySettings.Reply.class);
    private final JsonBinding<GatewayLogEntry.Reply> logList = JsonBinding.of(GatewayLogEntry.Reply.class);
    private final JsonBinding<GatewayHealth.Reply> healthReply = JsonBinding.of(GatewayHealth.Reply.class);

    GatewayAccount(AndroidGatewayCalls calls) {
        this.calls = calls;
        devices = calls.target("devices");
        webhooks = calls.target("webhooks");
        settings = calls.target("settings");
    }

    /**
     * The account's phones, or the one phone that is asked directly.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused or couldn't be asked
     */
    public List<GatewayDevice> devices() {
        // A phone that is asked directly has /device only; a server has both, and means to lose that one.
        HttpReply reply = calls.ask(devices);
        if (reply.status() == 404) {
            reply = calls.ask(calls.target("device"));
        }
        GatewayDevice.Reply list = deviceList.read(items(reply));
        return each(list == null ? null : list.items, GatewayDevice::of);
    }

    /**
     * Removes a phone from the account, with all its messages, also those that wait. An id that no phone has is no error:
     * a 404 in the gateway's words is documented for it, and servers up to v1.47.1 say 204.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and it may be gone or not
     */
    public void deleteDevice(String id) {
        HttpReply reply = calls.change(Method.DELETE, devices.child(id), null);
        if (reply.status() == 404 && calls.errorText(reply) != null) {
            return;
        }
        if (reply.status() == 404 && reply.body().isEmpty()) {
            throw SmsException.of(
                    Refusal.of(ErrorType.UNSUPPORTED, "a phone that is asked directly doesn't delete itself"),
                    List.of());
        }
        calls.require2xx(reply);
    }

    /**
     * The account's webhooks.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused or couldn't be asked
     */
    public List<GatewayWebhook> webhooks() {
        GatewayWebhook.Reply list = webhookList.read(items(calls.ask(webhooks)));
        return each(list == null ? null : list.items, GatewayWebhook::of);
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
        HttpReply reply = calls.require2xx(calls.change(Method.POST, webhooks, webhook::writeTo));
        GatewayWebhook.Item said = webhookReply.read(reply.body());
        return said == null ? webhook : GatewayWebhook.of(said);
    }

    /**
     * Removes a webhook. An id that none has is no error.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and it may be gone or not
     */
    public void deleteWebhook(String id) {
        calls.require2xx(calls.change(Method.DELETE, webhooks.child(id), null));
    }

    /**
     * The settings of the account's phones.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused or couldn't be asked
     */
    public GatewaySettings settings() {
        return settings(calls.ask(settings));
    }

    /**
     * Changes some settings of the account's phones.
     *
     * @return all of them after it
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and they may be changed or not
     */
    public GatewaySettings changeSettings(GatewaySettings change) {
        return settings(calls.change(Method.PATCH, settings, change::writeTo));
    }

    private GatewaySettings settings(HttpReply reply) {
        String body = calls.require2xx(reply).body();
        GatewaySettings.Reply said = settingsReply.read(body);
        if (said == null) {
            throw AndroidGatewayCalls.unreadable();
        }
        return GatewaySettings.of(said, body);
    }

    /**
     * The log of a phone that is asked directly, in whole seconds from and to; a server has none.
     *
     * @throws io.heliograph.error.UnsupportedException if a server was asked
     * @throws io.heliograph.error.SmsException if the phone refused or couldn't be asked
     */
    public List<GatewayLogEntry> logs(Instant from, Instant to) {
        Target logs = calls.target("logs")
                .query("from", AndroidGatewayWire.time(from))
                .query("to", AndroidGatewayWire.time(to));
        GatewayLogEntry.Reply list = logList.read(items(calls.ask(logs)));
        return each(list == null ? null : list.items, GatewayLogEntry::of);
    }

    /**
     * How the gateway says that it is, also where it says that it isn't well.
     *
     * @throws io.heliograph.error.SmsException if it doesn't say, or couldn't be asked
     */
    public GatewayHealth health() {
        // A gateway that isn't well says so with 503, and a phone with 500.
        HttpReply reply = calls.ask(calls.target("health"));
        GatewayHealth.Reply said = healthReply.read(reply.body());
        if (said == null || said.status == null) {
            calls.require2xx(reply);
            throw AndroidGatewayCalls.unreadable();
        }
        return GatewayHealth.of(said.status, said);
    }

    /**
     * Asks phones to look again for what they received. It is taken now and done later.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused; or if no answer came, and it may be done or not
     */
    public void refreshInbox(InboxRefresh refresh) {
        // The answer is plain text, and says nothing but that it was taken.
        calls.require2xx(calls.change(Method.POST, calls.target("inbox", "refresh"), refresh::writeTo));
    }

    private String items(HttpReply reply) {
        return AndroidGatewayCalls.asObject(calls.require2xx(reply));
    }

    private static <S, T> List<T> each(@Nullable List<@Nullable S> said, Function<S, T> read) {
        if (said == null) {
            throw AndroidGatewayCalls.unreadable();
        }
        List<T> all = new ArrayList<>();
        for (S one : said) {
            if (one != null) {
                all.add(read.apply(one));
            }
        }
        return List.copyOf(all);
    }
}
