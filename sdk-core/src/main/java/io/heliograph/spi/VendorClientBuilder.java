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
 * What the builders of all doors have in common: where the API is, and how connections to it are made, and what proves that
 * a webhook is the vendor's. Not thread-safe.
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

    /** Begins with the vendor's own place. */
    protected VendorClientBuilder(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** This builder. */
    @SuppressWarnings("unchecked") // B is the builder itself
    protected B self() {
        return (B) this;
    }

    /** Where the API is, with the part of the path that all calls share; the vendor's own place by default. */
    public final B baseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
        return self();
    }

    /** Allows plain HTTP to a base URL on a private network; loopback needs no permission. */
    public final B allowCleartext(boolean allow) {
        allowCleartext = allow;
        return self();
    }

    /** How connections are made. */
    public final B http(HttpOptions options) {
        http = options;
        return self();
    }

    /**
     * The secrets by which webhooks are verified: all that are good now, the newest first. What they are is the vendor's:
     * keys of its signatures, or, where it signs nothing, what the token in the callback URL is made of.
     */
    public final B webhookSecrets(String... secrets) {
        webhookSecrets = List.of(secrets);
        return self();
    }

    /** The IP addresses from which webhooks may come, beside what else proves them; any by default. */
    public final B webhookAddresses(String... addresses) {
        webhookAddresses = List.of(addresses);
        return self();
    }

    /**
     * Takes webhooks without any proof, from whoever finds the URL: they can say that a message arrived that didn't, and
     * opt people out and in. Only for trying things out; secrets can't be set beside it.
     */
    public final B unsafeUnverifiedWebhooks(boolean unsafe) {
        unsafeUnverifiedWebhooks = unsafe;
        return self();
    }

    /**
     * Takes {@code base-url}, {@code allow-cleartext}, {@code webhook-secrets}, {@code webhook-addresses} and
     * {@code webhook-unsafe-unverified} from settings, and how connections are made; blanks stand between several values.
     */
    public final void apply(ProviderSettings settings) {
        http(settings.http());
        settings.text("base-url", this::baseUrl);
        settings.flag("allow-cleartext", this::allowCleartext);
        settings.secret("webhook-secrets", all -> webhookSecrets(all.strip().split("\\s+")));
        settings.text("webhook-addresses", all -> webhookAddresses(all.strip().split("\\s+")));
        settings.flag("webhook-unsafe-unverified", this::unsafeUnverifiedWebhooks);
    }

    /** The place without credentials; empty where it is wrong, which is one of the faults then. */
    protected final Optional<Endpoint> endpoint(Violations faults) {
        return faults.check(baseUrl, url -> Endpoint.of(url, allowCleartext));
    }

    /** What proves a webhook of a vendor that signs. */
    protected final WebhookSecurity signedWebhooks(Violations faults) {
        return webhooks(1, faults);
    }

    /** What proves a webhook of a vendor that doesn't: a token, which is worth as much as the secret behind it. */
    protected final WebhookSecurity unsignedWebhooks(Violations faults) {
        return webhooks(MIN_TOKEN_SECRET, faults);
    }

    private WebhookSecurity webhooks(int shortest, Violations faults) {
        List<Secret> secrets = new ArrayList<>();
        for (String text : webhookSecrets) {
            if (text.length() < shortest) {
                faults.add(
                        SECRETS, "has one of " + text.length() + " characters; it must have " + shortest + " or more");
            } else {
                faults.check(text, value -> Secret.of(SECRETS, value)).ifPresent(secrets::add);
            }
        }
        if (unsafeUnverifiedWebhooks && !webhookSecrets.isEmpty()) {
            faults.add("webhook-unsafe-unverified", "can't stand beside webhook-secrets");
        }
        return faults.check(
                        String.join(" ", webhookAddresses),
                        currentText -> new WebhookSecurity(secrets, webhookAddresses, unsafeUnverifiedWebhooks))
                .orElse(WebhookSecurity.none()); // and the builder throws
    }

    /** The way to an endpoint. */
    protected final VendorHttp connect(Endpoint endpoint) {
        return VendorHttp.to(endpoint, http);
    }
}
