package io.heliograph.settings;

import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import io.heliograph.webhook.WebhookVerifier;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The webhooks of an {@link AccountProvider}. Thread-safe. */
final class AccountWebhooks implements WebhookParser {
    private final String name;
    private final WebhookParser parser;
    private final WebhookVerifier verifier;

    AccountWebhooks(String name, WebhookParser parser) {
        this.name = name;
        this.parser = parser;
        verifier = new AccountVerifier(name, parser.verifier());
    }

    @Override
    public WebhookVerifier verifier() {
        return verifier;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        return parser.parse(request, receivedAt).stream().map(this::renamed).toList();
    }

    private SmsEvent renamed(SmsEvent event) {
        if (event instanceof StatusChanged changed) {
            return new StatusChanged(changed.report().withProvider(name), changed.vendorEvent(), changed.rawJson());
        }
        if (event instanceof MessageReceived received) {
            return received.withProvider(name);
        }
        return event instanceof SmsEvent.Ping
                ? new SmsEvent.Ping(name, event.vendorEvent(), event.eventId(), event.rawJson())
                : new SmsEvent.Unrecognised(name, event.vendorEvent(), event.eventId(), event.rawJson());
    }

    @Override
    public Set<String> methods() {
        return parser.methods();
    }

    @Override
    public WebhookResponse response(WebhookRequest request) {
        return parser.response(request);
    }

    @Override
    public boolean reportsParts() {
        return parser.reportsParts();
    }

    /** Verifies as the provider does; a rejection names the account. */
    private record AccountVerifier(String name, WebhookVerifier verifier) implements WebhookVerifier {
        @Override
        public void verify(WebhookRequest request, Instant now) {
            try {
                verifier.verify(request, now);
            } catch (WebhookRejectedException e) {
                throw new WebhookRejectedException(name, e.reason());
            }
        }

        @Override
        public void handled(WebhookRequest request) {
            verifier.handled(request);
        }

        @Override
        public void release(WebhookRequest request) {
            verifier.release(request);
        }

        @Override
        public boolean isSetUp() {
            return verifier.isSetUp();
        }

        @Override
        public boolean provesContent() {
            return verifier.provesContent();
        }

        @Override
        public URI callbackUrl(URI plain) {
            return verifier.callbackUrl(plain);
        }
    }
}
