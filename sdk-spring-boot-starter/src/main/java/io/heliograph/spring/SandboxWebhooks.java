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
import org.springframework.core.env.Environment;

/** Makes the sandbox send the vendors' webhooks to this application, as soon as its server has a port. */
final class SandboxWebhooks implements ApplicationListener<ApplicationStartedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxWebhooks.class);

    private final Sandbox sandbox;
    private final SmsClient client;
    private final WebhookEndpoint endpoint;

    SandboxWebhooks(Sandbox sandbox, SmsClient client, WebhookEndpoint endpoint) {
        this.sandbox = sandbox;
        this.client = client;
        this.endpoint = endpoint;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String port = environment.getProperty("local.server.port");
        if (port == null) {
            return;
        }
        String base = scheme(environment) + "://127.0.0.1:" + port
                + path(environment, "server.servlet.context-path")
                + path(environment, "spring.mvc.servlet.path")
                + path(environment, "spring.webflux.base-path");
        for (String provider : client.states().keySet()) {
            if (sandbox.vendors().contains(provider)) {
                register(provider, URI.create(base + endpoint.path(provider)));
            }
        }
    }

    private void register(String provider, URI plain) {
        try {
            sandbox.webhook(provider, client.webhooks().callbackUrl(provider, plain));
        } catch (IllegalArgumentException | SmsException e) {
            LOG.debug("{} has no webhooks to simulate", provider);
        }
    }

    /** A path without its last slash, or an empty one. */
    private static String path(Environment environment, String name) {
        return environment.getProperty(name, "").replaceAll("/$", "");
    }

    private static String scheme(Environment environment) {
        boolean secure = environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate");
        return secure && environment.getProperty("server.ssl.enabled", Boolean.class, true) ? "https" : "http";
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
