package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.webhook.WebhookRejected;
import io.heliograph.webhook.WebhookRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Takes a vendor's request to whoever listens, and says what to answer; the same for every kind of server. Thread-safe. */
final class WebhookDoor {
    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int TOO_LARGE = 413;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDoor.class);

    private final SmsClient client;
    private final ApplicationEventPublisher events;
    private final HeliographProperties.Webhooks settings;

    WebhookDoor(SmsClient client, ApplicationEventPublisher events, HeliographProperties.Webhooks settings) {
        if (!settings.path().startsWith("/") || !settings.path().contains("{provider}")) {
            throw new SetupException(
                    "heliograph.webhooks.path doesn't begin with / or doesn't say where the provider's name stands.",
                    "Put {provider} into it, for example /webhooks/sms/{provider}.");
        }
        this.client = client;
        this.events = events;
        this.settings = settings;
    }

    /** Where requests come in, with {@code {provider}} in it. */
    String path() {
        return settings.path();
    }

    /** Where a provider's requests come in. */
    String path(String provider) {
        return settings.path().replace("{provider}", provider);
    }

    /** The largest body that is read, in bytes. */
    int maxSize() {
        return settings.maxSize();
    }

    /**
     * Verifies a request and publishes what is in it.
     *
     * @return the HTTP status of the answer
     * @throws RuntimeException what a listener throws: the server answers with a 5xx then, and the vendor repeats
     */
    int receive(String provider, WebhookRequest request) {
        if (!client.states().containsKey(provider)) {
            return NOT_FOUND;
        }
        try {
            client.webhooks().receive(provider, request, events::publishEvent);
            return OK;
        } catch (WebhookRejected e) {
            if (e.reason() == WebhookRejected.Reason.NOT_SET_UP) {
                LOG.warn("{}", e.getMessage());
            } else {
                LOG.debug("{}", e.getMessage());
            }
            return e.httpStatus();
        }
    }
}
