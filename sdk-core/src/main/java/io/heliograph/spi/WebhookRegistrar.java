package io.heliograph.spi;

import io.heliograph.message.Violations;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookVerifier;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/**
 * Registers webhooks by one vendor's API. Before it calls the vendor, it rejects a URL that would leak its token, and
 * one whose webhooks couldn't be verified. Thread-safe.
 */
public final class WebhookRegistrar {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final WebhookVerifier verifier;
    private final Function<URI, WebhookRegistration> vendor;

    /**
     * Creates a registrar.
     *
     * @param verifier the verifier of the webhooks; it also adds the token to the URL
     * @param vendor registers a URL for the vendor's events, without duplicates if the vendor can list its
     *     registrations
     */
    public WebhookRegistrar(WebhookVerifier verifier, Function<URI, WebhookRegistration> vendor) {
        this.verifier = verifier;
        this.vendor = vendor;
    }

    /** The same registrar, whose results have another name of the provider. */
    public WebhookRegistrar withProvider(String name) {
        return new WebhookRegistrar(
                verifier, vendor.andThen(result -> new WebhookRegistration(name, result.entries())));
    }

    /**
     * Registers a URL for delivery reports and inbound messages.
     *
     * @param publicUrl without a token: https, or plain http on this machine
     * @throws io.heliograph.message.InvalidRequestException if the URL is unusable, or there's no secret to verify the
     *     webhooks; the vendor wasn't called
     * @throws io.heliograph.error.SmsException if the vendor rejected the registration or didn't respond; parts of it
     *     may be registered, and a retry is safe
     */
    public WebhookRegistration register(URI publicUrl) {
        Violations violations = new Violations();
        boolean isHere = "http".equals(publicUrl.getScheme()) && HERE.contains(String.valueOf(publicUrl.getHost()));
        // The URL isn't quoted: its path or query may hold a secret.
        if (publicUrl.getHost() == null || !("https".equals(publicUrl.getScheme()) || isHere)) {
            violations.add("url", "isn't an absolute https URL; plain http is for this machine only");
        }
        if (publicUrl.getRawUserInfo() != null) {
            violations.add("url", "has a user in it");
        }
        if (!verifier.isSetUp()) {
            violations.add("webhook-secrets", "are missing; without one every webhook would be rejected");
        }
        violations.throwIfAny();
        return vendor.apply(verifier.callbackUrl(publicUrl));
    }
}
