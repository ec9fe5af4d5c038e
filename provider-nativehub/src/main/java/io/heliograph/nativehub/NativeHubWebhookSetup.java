package io.heliograph.nativehub;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import io.heliograph.webhook.WebhookSecurity;
import java.net.URI;

/**
 * Subscribes to delivery reports and inbound messages. NativeHub signs with the first webhook secret, which it gets
 * here.
 */
final class NativeHubWebhookSetup {
    private final NativeHubAccount account;
    private final WebhookSecurity security;

    NativeHubWebhookSetup(NativeHubAccount account, WebhookSecurity security) {
        this.account = account;
        this.security = security;
    }

    WebhookRegistration register(URI url) {
        Secret secret = security.secrets().isEmpty() ? null : security.secrets().get(0);
        account.subscribe(url, NativeHubAccount.EVENTS, secret);
        return new WebhookRegistration(
                NativeHubErrors.NAME,
                NativeHubAccount.EVENTS.stream()
                        .map(event -> new Entry(event, Action.ADDED))
                        .toList());
    }
}
