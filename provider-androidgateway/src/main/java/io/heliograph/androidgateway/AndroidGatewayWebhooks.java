package io.heliograph.androidgateway;

import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the phones' webhooks (app 1.68 and its branch for batches, 2026-08). Each phone has its own signing key, and signs
 * the raw body with the Unix seconds right behind it, anew at each attempt; the documentation advises five minutes of
 * tolerance. There is one event for each recipient, for each delivered part, and sometimes several for one fact.
 */
final class AndroidGatewayWebhooks implements WebhookParser {
    private static final SignatureScheme SCHEME =
            SignatureScheme.withTime("X-Signature", "X-Timestamp", Duration.ofMinutes(5));

    private final WebhookVerifier check;
    private final AndroidGatewayEvent.Numbers numbers;

    /**
     * A reader of webhooks.
     *
     * @param encryption what numbers were hidden by; null for nothing
     * @param region the country whose national numbers the phones show; null where that isn't said
     */
    AndroidGatewayWebhooks(
            WebhookSecurity security, @Nullable AndroidGatewayEncryption encryption, @Nullable String region) {
        check = security.signed(AndroidGatewayErrors.NAME, SCHEME);
        // To decrypt takes time, of which an unsigned request could ask for any amount
        numbers = new AndroidGatewayEvent.Numbers(check.provesContent() ? encryption : null, region);
    }

    /** The phone tells of each part that arrived, and doesn't say which. */
    @Override
    public boolean reportsParts() {
        return true;
    }

    @Override
    public WebhookVerifier verifier() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        return AndroidGatewayEvent.read(request.text(), receivedAt, numbers);
    }
}
