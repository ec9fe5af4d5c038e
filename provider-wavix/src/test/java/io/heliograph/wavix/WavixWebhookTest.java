package io.heliograph.wavix;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import java.time.Instant;
import java.util.Map;

/** Reports and inbound messages in the words of the OpenAPI document of 2026-06-30, and in those before 2026-02-17. */
class WavixWebhookTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new WavixFactory();
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
