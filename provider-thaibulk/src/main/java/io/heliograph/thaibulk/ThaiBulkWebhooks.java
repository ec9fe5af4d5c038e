package io.heliograph.thaibulk;

import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Instant;
import java.util.List;

/**
 * Keeps Me SMS's webhooks unparsed: its page (2026-11-20) documents none, so no event can be parsed for certain.
 */
final class ThaiBulkWebhooks implements WebhookParser {
    private final WebhookVerifier check;

    ThaiBulkWebhooks(WebhookSecurity security) {
        check = security.token(ThaiBulkErrors.NAME);
    }

    @Override
    public WebhookVerifier verifier() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        return List.of(new SmsEvent.Unrecognised(ThaiBulkErrors.NAME, request.text()));
    }
}
