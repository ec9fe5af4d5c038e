package io.heliograph.wavix;

import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import java.net.URI;
import java.util.List;

/** Registers the account's two webhook URLs, unless they are set already. */
final class WavixWebhookSetup {
    /** The profile's transport for inbound messages (docs.wavix.com, 2025-12); that of reports isn't documented. */
    private static final String INBOUND = "sms";

    private final WavixAccount account;

    WavixWebhookSetup(WavixAccount account) {
        this.account = account;
    }

    WebhookRegistration register(URI url) {
        List<Destination> here = account.destinations().stream()
                .filter(destination -> destination.value().equals(url.toString()))
                .toList();
        boolean inbound =
                here.stream().anyMatch(destination -> destination.transport().equals(INBOUND));
        boolean reports =
                here.stream().anyMatch(destination -> !destination.transport().equals(INBOUND));
        if (!inbound || !reports) {
            account.postTo(reports ? null : url, inbound ? null : url);
        }
        return new WebhookRegistration(
                WavixErrors.NAME, List.of(entry("dlr_relay_url", reports), entry("sms_relay_url", inbound)));
    }

    private static Entry entry(String what, boolean isThere) {
        return new Entry(what, isThere ? Action.KEPT : Action.SET);
    }
}
