package io.heliograph.androidgateway;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import io.heliograph.webhook.WebhookVerifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers a URL for events, one request for each event; skips events that are registered at the URL already. */
final class AndroidGatewayWebhookSetup {
    /** The events of messages (server v1.47.1 of 2026-08-22); the ping and start events are of phones. */
    static final List<String> EVENTS = List.of(
            "sms:sent",
            "sms:delivered",
            "sms:failed",
            "sms:received",
            "sms:data-received",
            "mms:received",
            "mms:downloaded",
            "sms:cancelled");

    private final AndroidGatewayAccount account;
    private final @Nullable String deviceId;
    private final WebhookVerifier check;

    AndroidGatewayWebhookSetup(AndroidGatewayAccount account, @Nullable String deviceId, WebhookVerifier check) {
        this.account = account;
        this.deviceId = deviceId;
        this.check = check;
    }

    /** Registers some events, by the gateway's names. */
    WebhookRegistrar registrar(List<String> events) {
        List<String> wanted = List.copyOf(events);
        if (wanted.isEmpty()) {
            throw new InvalidRequestException("events", "are missing; name at least one");
        }
        return new WebhookRegistrar(check, url -> register(url, wanted));
    }

    private WebhookRegistration register(URI url, List<String> events) {
        List<GatewayWebhook> wanted = events.stream()
                .distinct()
                .map(event ->
                        new GatewayWebhook(Optional.empty(), url.toString(), event, Optional.ofNullable(deviceId)))
                .toList();
        wanted.forEach(GatewayWebhook::check);
        List<GatewayWebhook> there = account.webhooks();
        List<Entry> entries = new ArrayList<>();
        for (GatewayWebhook webhook : wanted) {
            boolean isThere = there.stream().anyMatch(other -> covers(other, webhook));
            if (!isThere) {
                account.putWebhook(webhook);
            }
            entries.add(new Entry(webhook.event(), isThere ? Action.KEPT : Action.ADDED));
        }
        return new WebhookRegistration(AndroidGatewayErrors.NAME, entries);
    }

    /** Whether a webhook covers the wanted one: one for all phones covers each; a second would duplicate all events. */
    private static boolean covers(GatewayWebhook there, GatewayWebhook wanted) {
        return there.url().equals(wanted.url())
                && there.event().equals(wanted.event())
                && (there.deviceId().isEmpty() || there.deviceId().equals(wanted.deviceId()));
    }
}
