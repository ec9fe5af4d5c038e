package io.heliograph.thaibulk;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import java.time.Instant;
import java.util.Map;

/** Me SMS documents no webhook, so the parser keeps everything and interprets nothing. */
class ThaiBulkWebhookTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new ThaiBulkFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "key-of-the-file");
    }

    /** The vendor signs no webhook, so the URL has our token. */
    @Override
    protected WebhookProof proof(byte[] body, String secret, Instant at) {
        return token(secret);
    }
}
