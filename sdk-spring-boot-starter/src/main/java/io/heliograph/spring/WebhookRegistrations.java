package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Registers this application's webhooks with the vendors whose API has a call for that, when the application is ready. Failures
 * are logged and don't stop the application.
 */
final class WebhookRegistrations implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistrations.class);

    private static final int MAX_TEXT = 300;

    private final SmsClient client;
    private final String url;
    private final boolean sandboxed;

    /**
     * Makes the registrations.
     *
     * @param base where vendors reach this application
     * @param path the path of webhooks, with {@code {provider}} in it
     * @param sandboxed whether a sandbox simulates the vendors, which gets the URLs by itself
     */
    WebhookRegistrations(SmsClient client, URI base, String path, boolean sandboxed) {
        this.client = client;
        this.sandboxed = sandboxed;
        url = base.toString().replaceAll("/+$", "") + path;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (sandboxed) {
            LOG.info("heliograph.webhooks.register-at is ignored: a sandbox simulates the vendors");
            return;
        }
        client.states().keySet().forEach(this::register);
    }

    private void register(String provider) {
        URI uri = URI.create(url.replace("{provider}", provider));
        try {
            LOG.info("{}", client.webhooks().register(provider, uri));
        } catch (InvalidRequestException | SmsException e) {
            LOG.warn(
                    "the webhooks of {} weren't registered: {}{}",
                    provider,
                    e.getMessage(),
                    vendorText(e, provider, uri));
        }
    }

    /** The vendor's own words, in one line and without the callback URL, whose token is a secret. */
    private String vendorText(RuntimeException e, String provider, URI uri) {
        Optional<String> text =
                e instanceof SmsException failed ? failed.failure().flatMap(Failure::vendorText) : Optional.empty();
        String query = Objects.requireNonNullElse(
                client.webhooks().callbackUrl(provider, uri).getRawQuery(), "");
        String token = query.substring(query.lastIndexOf('=') + 1);
        return text.map(vendorText -> token.isEmpty() ? vendorText : vendorText.replace(token, "…"))
                .map(vendorText -> vendorText.replaceAll("\\p{Cntrl}+", " "))
                .map(vendorText ->
                        vendorText.length() > MAX_TEXT ? vendorText.substring(0, MAX_TEXT) + "…" : vendorText)
                .map(vendorText -> "; the vendor's text: " + vendorText)
                .orElse("");
    }
}
