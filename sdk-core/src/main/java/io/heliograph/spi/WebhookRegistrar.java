package io.heliograph.spi;

import io.heliograph.message.Violations;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookVerifier;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/**
 * Registers webhooks by one vendor's API. It refuses a URL that would give its token away, and one at which nothing could be
 * verified, before the vendor is asked. Thread-safe.
 */
public final class WebhookRegistrar {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final WebhookVerifier check;
    private final Function<URI, WebhookRegistration> vendor;

    /**
     * A registrar.
     *
     * @param check what will prove the webhooks; it also makes the URL that the vendor gets
     * @param vendor asks the vendor for its events at a URL, and for none twice where the vendor can say what it has
     */
    public WebhookRegistrar(WebhookVerifier check, Function<URI, WebhookRegistration> vendor) {
        this.check = check;
        this.vendor = vendor;
    }

    /**
     * Registers a URL for reports and inbound messages.
     *
     * @param publicUrl without a token: https, or plain http on this machine
     * @throws io.heliograph.message.InvalidRequestException if the URL can't be used, or no secret is set by which the
     *     webhooks could be verified; the vendor wasn't asked
     * @throws io.heliograph.error.SmsException if the vendor refused or didn't answer; some of it may be registered, and
     *     to ask again is safe
     */
    public WebhookRegistration register(URI publicUrl) {
        Violations faults = new Violations();
        boolean isHere = "http".equals(publicUrl.getScheme()) && HERE.contains(String.valueOf(publicUrl.getHost()));
        // The URL isn't repeated: its path or query may be a secret of the caller's.
        if (publicUrl.getHost() == null || !("https".equals(publicUrl.getScheme()) || isHere)) {
            faults.add("url", "isn't an absolute https URL; plain http is for this machine only");
        }
        if (publicUrl.getRawUserInfo() != null) {
            faults.add("url", "has a user in it");
        }
        if (!check.isSetUp()) {
            faults.add("webhook-secrets", "are missing; without one everything that comes would be rejected");
        }
        faults.throwIfAny();
        return vendor.apply(check.callbackUrl(publicUrl));
    }
}
