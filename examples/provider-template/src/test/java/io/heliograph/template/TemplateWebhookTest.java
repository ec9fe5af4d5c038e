package io.heliograph.template;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import java.time.Instant;
import java.util.Map;

/** Delivery reports in the form of a message. */
class TemplateWebhookTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new TemplateFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "key-of-the-file");
    }

    /** The vendor doesn't sign, so the callback URL carries our token. */
    @Override
    protected WebhookProof proof(byte[] body, String secret, Instant at) {
        return token(secret);
    }
}
