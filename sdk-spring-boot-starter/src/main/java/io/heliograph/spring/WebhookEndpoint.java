package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Receives a vendor's request, publishes its events and makes the response, for every kind of server. Thread-safe. */
final class WebhookEndpoint {
    static final int OK = 200;
    static final Answer NOT_FOUND = Answer.of(404);
    static final Answer TOO_LARGE = Answer.of(413);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    /**
     * The response.
     *
     * @param allow the methods that the provider accepts, if the request has another one; else empty
     */
    record Answer(int status, WebhookResponse response, String allow) {
        static Answer of(int status) {
            return new Answer(status, WebhookResponse.NONE, "");
        }

        boolean hasBody() {
            return !response.isEmpty();
        }

        void addHeaders(HttpHeaders headers) {
            if (!allow.isEmpty()) {
                headers.set(HttpHeaders.ALLOW, allow);
            }
            if (hasBody()) {
                headers.setContentType(MediaType.parseMediaType(response.contentType() + ";charset=utf-8"));
            }
        }

        byte[] body() {
            return response.body().getBytes(StandardCharsets.UTF_8);
        }
    }

    private final SmsClient client;
    private final ApplicationEventPublisher events;
    private final HeliographProperties.Webhooks settings;
    private final Set<String> reached = ConcurrentHashMap.newKeySet();
    /** The providers without secrets that were logged: a stranger's request mustn't write a warning each. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    WebhookEndpoint(SmsClient client, ApplicationEventPublisher events, HeliographProperties.Webhooks settings) {
        if (!settings.path().startsWith("/") || !settings.path().contains("{provider}")) {
            throw new SetupException(
                    "heliograph.webhooks.path doesn't begin with / or doesn't say where the provider's name stands.",
                    "Put {provider} into it, for example /webhooks/sms/{provider}.");
        }
        this.client = client;
        this.events = events;
        this.settings = settings;
    }

    /** The path of requests, with {@code {provider}} in it. */
    String path() {
        return settings.path();
    }

    /** The path of a provider's requests. */
    String path(String provider) {
        return settings.path().replace("{provider}", provider);
    }

    /** The maximum size of a body, in bytes. */
    int maxSize() {
        return settings.maxSize();
    }

    /**
     * Verifies a request and publishes its events.
     *
     * @throws RuntimeException of a listener: the server answers with a 5xx then, and the vendor retries
     */
    Answer receive(String provider, WebhookRequest request) {
        if (!client.states().containsKey(provider)) {
            return NOT_FOUND;
        }
        reached.add(provider);
        try {
            client.webhooks().receive(provider, request, events::publishEvent);
            return new Answer(OK, client.webhooks().response(provider, request), "");
        } catch (WebhookRejectedException e) {
            return rejected(e, provider, request);
        }
    }

    /** Whether any request for a provider has come this far. */
    boolean isReached(String provider) {
        return reached.contains(provider);
    }

    private Answer rejected(WebhookRejectedException e, String provider, WebhookRequest request) {
        if (e.reason() == WebhookRejectedException.Reason.NOT_SET_UP && warned.add(provider)) {
            LOG.warn("{}", e.getMessage());
        } else {
            LOG.debug("{}", e.getMessage());
        }
        return switch (e.reason()) {
            case METHOD ->
                new Answer(
                        e.httpStatus(),
                        WebhookResponse.NONE,
                        String.join(", ", new TreeSet<>(client.webhooks().methods(provider))));
            case REPLAYED -> new Answer(e.httpStatus(), client.webhooks().response(provider, request), "");
            case ENCODED ->
                new Answer(e.httpStatus(), new WebhookResponse("text/plain", String.valueOf(e.getMessage())), "");
            default -> Answer.of(e.httpStatus());
        };
    }
}
