package io.heliograph.spi;

import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.Secret;
import io.heliograph.message.Violations;
import io.heliograph.webhook.WebhookSecurity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Base class of the builders of vendor clients: base URL, connection options and webhook verification. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class VendorClientBuilder<B extends VendorClientBuilder<B>> {
    private static final String SECRETS = "webhook-secrets";
    private static final int MIN_TOKEN_SECRET = 16;

    private String baseUrl;
    private boolean allowCleartext;
    private HttpOptions http = HttpOptions.defaults();
    private List<String> webhookSecrets = List.of();
    private List<String> webhookAddresses = List.of();
    private boolean unsafeUnverifiedWebhooks;

    /** Begins with the vendor's own base URL. */
    protected VendorClientBuilder(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** This builder. */
    @SuppressWarnings("unchecked") // B is the builder itself
    protected B self() {
        return (B) this;
    }

    /** The API's base URL, with the path prefix that all calls share; the vendor's own by default. */
    public final B baseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
        return self();
    }

    /** Allows plain HTTP to a base URL on a private network; loopback needs no permission. */
    public final B allowCleartext(boolean allow) {
        allowCleartext = allow;
        return self();
    }

    /** The connection options. */
    public final B http(HttpOptions options) {
        http = options;
        return self();
    }

    /**
     * The secrets by which webhooks are verified: all that are valid at present, the newest first. They're the keys of
     * the vendor's signatures or, if it doesn't sign, the secrets from which the token in the callback URL is derived.
     */
    public final B webhookSecrets(String... secrets) {
        webhookSecrets = List.of(secrets);
        return self();
    }

    /** The IP addresses from which webhooks may come, in addition to other verification; any by default. */
    public final B webhookAddresses(String... addresses) {
        webhookAddresses = List.of(addresses);
        return self();
    }

    /**
     * Accepts unverified webhooks from anybody who finds the URL: they can report false deliveries, and opt people out
     * and in. For experiments only; can't be combined with secrets.
     */
    public final B unsafeUnverifiedWebhooks(boolean unsafe) {
        unsafeUnverifiedWebhooks = unsafe;
        return self();
    }

    /**
     * Applies the settings {@code base-url}, {@code allow-cleartext}, {@code webhook-secrets},
     * {@code webhook-addresses} and {@code webhook-unsafe-unverified}, and the connection options. Several values are
     * separated by blanks.
     */
    public final void apply(ProviderSettings settings) {
        http(settings.http());
        settings.text("base-url", this::baseUrl);
        settings.flag("allow-cleartext", this::allowCleartext);
        settings.secretList("webhook-secrets", this::webhookSecrets);
        settings.list("webhook-addresses", this::webhookAddresses);
        settings.flag("webhook-unsafe-unverified", this::unsafeUnverifiedWebhooks);
    }

    /** The endpoint without credentials; empty if the base URL is invalid, which adds a violation. */
    protected final Optional<Endpoint> endpoint(Violations violations) {
        return violations.check(baseUrl, url -> Endpoint.of(url, allowCleartext));
    }

    /** The webhook security of a vendor that signs. */
    protected final WebhookSecurity signedWebhooks(Violations violations) {
        return webhooks(1, violations);
    }

    /** The webhook security of a vendor that doesn't sign: a token in the URL, which is as strong as its secret. */
    protected final WebhookSecurity unsignedWebhooks(Violations violations) {
        return webhooks(MIN_TOKEN_SECRET, violations);
    }

    private WebhookSecurity webhooks(int minLength, Violations violations) {
        List<Secret> secrets = new ArrayList<>();
        for (String text : webhookSecrets) {
            if (text.length() < minLength) {
                violations.add(
                        SECRETS,
                        "has a secret of " + text.length() + (text.length() == 1 ? " character" : " characters")
                                + "; each must have " + minLength + " or more");
            } else {
                violations.check(text, value -> Secret.of(SECRETS, value)).ifPresent(secrets::add);
            }
        }
        if (unsafeUnverifiedWebhooks && !webhookSecrets.isEmpty()) {
            violations.add("webhook-unsafe-unverified", "can't be combined with webhook-secrets");
        }
        return violations
                .check(
                        String.join(" ", webhookAddresses),
                        any -> new WebhookSecurity(secrets, webhookAddresses, unsafeUnverifiedWebhooks))
                .orElse(WebhookSecurity.none()); // a violation was added, so the builder throws
    }

    /** Creates the HTTP client of an endpoint. */
    protected final VendorHttp connect(Endpoint endpoint) {
        return VendorHttp.to(endpoint, http);
    }
}
