package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.InvalidRequestException;
import java.net.URI;
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

    private final SmsClient client;
    private final String url;

    /**
     * Makes the registrations.
     *
     * @param base where vendors reach this application
     * @param path the path of webhooks, with {@code {provider}} in it
     */
    WebhookRegistrations(SmsClient client, URI base, String path) {
        this.client = client;
        url = base.toString().replaceAll("/+$", "") + path;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        client.states().keySet().forEach(this::register);
    }

    private void register(String provider) {
        try {
            URI uri = URI.create(url.replace("{provider}", provider));
            LOG.info("{}", client.webhooks().register(provider, uri));
        } catch (InvalidRequestException | SmsException e) {
            LOG.warn("the webhooks of {} weren't registered: {}", provider, e.getMessage());
        }
    }
}
