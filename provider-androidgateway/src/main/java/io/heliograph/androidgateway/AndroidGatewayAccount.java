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

/** What an account has beside messages: phones, webhooks, settings, logs and health. Thread-safe. */
final class AndroidGatewayAccount {
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

    AndroidGatewayAccount(AndroidGatewayCalls calls) {
        this.calls = calls;
        devices = calls.target("devices");
        webhooks = calls.target("webhooks");
        settings = calls.target("settings");
    }

    /** A phone that is asked directly has {@code /device} only; a server has both, and means to lose that one. */
    List<GatewayDevice> devices() {
        HttpReply reply = calls.ask(devices);
        if (reply.status() == 404) {
            reply = calls.ask(calls.target("device"));
        }
        GatewayDevice.Reply list = deviceList.read(items(reply));
        return each(list == null ? null : list.items, GatewayDevice::of);
    }

    /** A 404 in the gateway's words is documented for an id that no phone has; servers up to v1.47.1 say 204 to it. */
    void deleteDevice(String id) {
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

    List<GatewayWebhook> webhooks() {
        GatewayWebhook.Reply list = webhookList.read(items(calls.ask(webhooks)));
        return each(list == null ? null : list.items, GatewayWebhook::of);
    }

    GatewayWebhook put(GatewayWebhook webhook) {
        webhook.check();
        HttpReply reply = calls.require2xx(calls.change(Method.POST, webhooks, webhook::writeTo));
        GatewayWebhook.Item said = webhookReply.read(reply.body());
        return said == null ? webhook : GatewayWebhook.of(said);
    }

    void deleteWebhook(String id) {
        calls.require2xx(calls.change(Method.DELETE, webhooks.child(id), null));
    }

    GatewaySettings settings() {
        return settings(calls.ask(settings));
    }

    GatewaySettings change(GatewaySettings change) {
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

    List<GatewayLogEntry> logs(Instant from, Instant to) {
        Target logs = calls.target("logs")
                .query("from", AndroidGatewayWire.time(from))
                .query("to", AndroidGatewayWire.time(to));
        GatewayLogEntry.Reply list = logList.read(items(calls.ask(logs)));
        return each(list == null ? null : list.items, GatewayLogEntry::of);
    }

    /** A gateway that isn't well says so with 503, and a phone with 500. */
    GatewayHealth health() {
        HttpReply reply = calls.ask(calls.target("health"));
        GatewayHealth.Reply said = healthReply.read(reply.body());
        if (said == null || said.status == null) {
            calls.require2xx(reply);
            throw AndroidGatewayCalls.unreadable();
        }
        return GatewayHealth.of(said.status, said);
    }

    /** The answer is plain text, and says nothing but that it was taken. */
    void refresh(InboxRefresh refresh) {
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
