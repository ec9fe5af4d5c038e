package io.heliograph.nativehub;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class NativeHubWebhookTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new NativeHubFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "nmk_live_1");
    }

    /** The vendor signs the body, and no timestamp. */
    @Override
    protected WebhookProof proof(byte[] body, String secret, Instant at) {
        return WebhookProof.headers("X-Webhook-Signature", HexFormat.of().formatHex(hmac(secret, body)));
    }

    /** The vendor retries a webhook for up to about eight hours with the same bytes and the same signature. */
    @Override
    protected Optional<Duration> memory() {
        return Optional.of(Duration.ofDays(1));
    }

    private static byte[] hmac(String secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
