package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.sandbox.Sandbox;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the sandbox send the vendors' webhooks to this application, as soon as its server has a port. */
final class SandboxWebhooks implements ApplicationListener<ApplicationStartedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxWebhooks.class);

    private final Sandbox sandbox;
    private final SmsClient client;
    private final WebhookEndpoint endpoint;
    private final SandboxWarnings warnings;

    SandboxWebhooks(Sandbox sandbox, SmsClient client, WebhookEndpoint endpoint) {
        this.sandbox = sandbox;
        this.client = client;
        this.endpoint = endpoint;
        warnings = new SandboxWarnings(endpoint);
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        String base = LocalServer.url(event.getApplicationContext().getEnvironment());
        if (base == null) {
            return;
        }
        sandbox.listen(warnings);
        for (String provider : client.states().keySet()) {
            if (sandbox.vendors().contains(provider)) {
                register(provider, URI.create(base + endpoint.path(provider)));
            }
        }
    }

    private void register(String provider, URI plain) {
        try {
            URI callback = client.webhooks().callbackUrl(provider, plain);
            sandbox.webhook(provider, callback);
            warnings.expect(provider, callback);
        } catch (IllegalArgumentException | SmsException e) {
            LOG.debug("{} has no webhooks to simulate", provider);
        }
    }

    /** Applies where there are a sandbox and an endpoint for its webhooks. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.heliograph.sandbox.Sandbox")
    @ConditionalOnProperty(prefix = "heliograph.sandbox", name = "enabled", havingValue = "true")
    static final class Setup {
        Setup() {}

        @Bean
        @ConditionalOnBean(type = "io.heliograph.sandbox.Sandbox")
        @ConditionalOnProperty(
                prefix = "heliograph.sandbox",
                name = "webhooks",
                havingValue = "true",
                matchIfMissing = true)
        SandboxWebhooks heliographSandboxWebhooks(Sandbox sandbox, SmsClient client, WebhookEndpoint endpoint) {
            return new SandboxWebhooks(sandbox, client, endpoint);
        }
    }
}
