package io.heliograph.wavix;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import java.time.Instant;
import java.util.Map;

/** Delivery reports and inbound messages as in the OpenAPI document of 2026-06-30, and as before 2026-02-17. */
class WavixWebhookTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new WavixFactory();
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
