package io.heliograph.spring;

import io.heliograph.sandbox.model.WebhookDelivery;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once about each reason why the sandbox's webhooks don't arrive: without a word, messages would stay {@code SENT}. A
 * failure of the application's own listener isn't among them, because the server logs it. Thread-safe.
 */
final class SandboxWarnings implements Consumer<WebhookDelivery> {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxWarnings.class);

    private final WebhookEndpoint endpoint;
    private final Map<String, URI> expected = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    SandboxWarnings(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Webhooks of this vendor to this URL are the application's. */
    void expect(String provider, URI url) {
        expected.put(provider, url);
    }

    @Override
    public void accept(WebhookDelivery delivery) {
        if (delivery.taken()
                || delivery.status() >= 500
                || !delivery.target().equals(expected.get(delivery.vendor()))) {
            return;
        }
        String advice = advice(delivery);
        if (warned.add(advice)) {
            LOG.warn(
                    "the sandbox's webhooks don't arrive, so messages stay SENT: {} got {}. {}",
                    endpoint.path(delivery.vendor()),
                    delivery.status() == 0 ? delivery.problem() : "status " + delivery.status(),
                    advice);
        }
    }

    private String advice(WebhookDelivery delivery) {
        int status = delivery.status();
        if (delivery.problem().contains("SSL")) {
            return "The JVM doesn't trust the server's certificate: import it into a trust store"
                    + " (-Djavax.net.ssl.trustStore), or set server.ssl.enabled=false while you develop.";
        }
        if (status == 0) {
            return "The server must listen on 127.0.0.1: see server.address.";
        }
        if (endpoint.isReached(delivery.vendor())) {
            return "The endpoint couldn't verify it: see DEBUG of io.heliograph.spring, and the provider's webhook-secrets.";
        }
        if (status == 401 || status == 403 || status / 100 == 3) {
            return "Spring Security, or another filter, refused it before the endpoint: permit " + endpoint.path("*")
                    + " and leave it out of CSRF protection, as the starter's documentation shows.";
        }
        return "Nothing of the starter is at this path: does another handler or a proxy have it?";
    }
}
