package io.heliograph.thaibulk;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import java.time.Instant;
import java.util.Map;

/** Nothing is documented, so everything is kept and nothing believed. */
class ThaiBulkWebhookTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new ThaiBulkFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "key-of-the-file");
    }

    /** The vendor signs nothing, so the URL has our token. */
    @Override
    protected WebhookProof proof(byte[] body, String secret, Instant at) {
        return token(secret);
    }
}
