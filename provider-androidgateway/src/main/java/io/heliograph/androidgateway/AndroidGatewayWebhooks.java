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
 * Parses the phones' webhooks (app 1.68 and its branch for batches, 2026-08). Each phone has its own signing key. It signs
 * the raw body followed by the Unix time in seconds, again at each attempt; the documentation advises a tolerance of five
 * minutes. The phone sends an event for each recipient and each delivered segment, and sometimes duplicates.
 */
final class AndroidGatewayWebhooks implements WebhookParser {
    private static final SignatureScheme SCHEME =
            SignatureScheme.withTime("X-Signature", "X-Timestamp", Duration.ofMinutes(5));

    private final WebhookVerifier check;
    private final AndroidGatewayEvent.Numbers numbers;

    /**
     * Creates a parser.
     *
     * @param encryption decrypts numbers; null if they aren't encrypted
     * @param region the country of the phones' national numbers; null if it isn't set
     */
    AndroidGatewayWebhooks(
            WebhookSecurity security, @Nullable AndroidGatewayEncryption encryption, @Nullable String region) {
        check = security.signed(AndroidGatewayErrors.NAME, SCHEME);
        // Decryption takes processor time; without a signature, anybody could make us spend any amount of it
        numbers = new AndroidGatewayEvent.Numbers(check.provesContent() ? encryption : null, region);
    }

    /** The phone reports each delivered segment without its number. */
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
