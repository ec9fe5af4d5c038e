package io.heliograph.nativehub;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import io.heliograph.webhook.WebhookSecurity;
import java.net.URI;
import java.util.List;

/** Subscribes to reports and inbound messages, with the first secret: NativeHub signs with what it is given. */
final class NativeHubWebhookSetup {
    /** As in the guides and in the documents that come; the reference has other names beside them. */
    static final List<String> EVENTS = List.of("dlr", "mo");

    private final NativeHubAccount account;
    private final WebhookSecurity security;

    NativeHubWebhookSetup(NativeHubAccount account, WebhookSecurity security) {
        this.account = account;
        this.security = security;
    }

    WebhookRegistration register(URI url) {
        Secret secret = security.secrets().isEmpty() ? null : security.secrets().get(0);
        account.subscribe(url, EVENTS, secret);
        return new WebhookRegistration(
                NativeHubProvider.NAME,
                EVENTS.stream().map(event -> new Entry(event, Action.ADDED)).toList());
    }
}
