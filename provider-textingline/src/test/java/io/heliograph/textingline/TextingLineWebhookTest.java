package io.heliograph.textingline;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import java.time.Instant;
import java.util.Map;

/** The documented events, in each common form of envelope, because the vendor's own isn't documented. */
class TextingLineWebhookTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new TextingLineFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("key-id", "uk1234", "key-secret", "sk1234");
    }

    /** The vendor doesn't sign, so the callback URL carries our token. */
    @Override
    protected WebhookProof proof(byte[] body, String secret, Instant at) {
        return token(secret);
    }
}
