package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxException;
import io.heliograph.sandbox.client.SandboxVendor;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A sandbox in another process, which several applications can share. Immutable and thread-safe. */
final class SharedSandbox implements ProviderOverrides {
    static final String URL = "heliograph.sandbox.url";

    private static final Logger LOG = LoggerFactory.getLogger(SharedSandbox.class);
    private static final String SECRETS = "webhook-secrets";

    private final SandboxClient client;
    private final Map<String, SandboxVendor> vendors;
    private final BoundSettings bound;
    private final SettingNames names;

    private SharedSandbox(
            SandboxClient client, Map<String, SandboxVendor> vendors, BoundSettings bound, SettingNames names) {
        this.client = client;
        this.vendors = vendors;
        this.bound = bound;
        this.names = names;
    }

    /** Asks the sandbox for its vendors; it must be running. */
    static SharedSandbox of(BoundSettings bound, SettingNames names) {
        if (!bound.faults().isEmpty()) {
            throw new InvalidRequestException(bound.faults());
        }
        URI uri = bound.properties().sandbox().url();
        if (uri == null) {
            throw AheadOfTime.set(URL, true);
        }
        try {
            SandboxClient client = SandboxClient.of(uri);
            Map<String, SandboxVendor> vendors = new LinkedHashMap<>();
            client.vendors().forEach(vendor -> vendors.put(vendor.name(), vendor));
            if (vendors.isEmpty()) {
                throw new IllegalArgumentException("it isn't a sandbox of this version");
            }
            return new SharedSandbox(client, vendors, bound, names);
        } catch (SandboxException | IllegalArgumentException e) {
            throw new SetupException(
                    "The sandbox of " + URL + " can't be used: " + sentence(String.valueOf(e.getMessage())),
                    "Start it before this application, correct the URL, or leave it out for a sandbox in this process.");
        }
    }

    /** A question has its own mark already. */
    private static String sentence(String message) {
        return message.endsWith("?") ? message : message + ".";
    }

    SandboxClient client() {
        return client;
    }

    @Override
    public Optional<URI> inbox() {
        return Optional.of(URI.create(Secret.maskLogin(client.url().toString())));
    }

    @Override
    public Optional<Map<String, String>> settings(String provider) {
        SandboxVendor vendor = vendors.get(provider);
        if (vendor == null) {
            return Optional.empty();
        }
        int prefix = ("heliograph.providers." + provider + ".").length();
        Map<String, String> settings = new HashMap<>();
        vendor.settings(client.url()).forEach((name, value) -> settings.put(name.substring(prefix), value));
        addSecret(provider, vendor, settings);
        return Optional.of(settings);
    }

    /** The sandbox doesn't know the application's secrets, so its own one verifies what it signs. */
    private void addSecret(String provider, SandboxVendor vendor, Map<String, String> settings) {
        Map<String, String> own = names.spelled(provider, bound.providers().getOrDefault(provider, Map.of()));
        boolean unverified = "true".equals(own.get("webhook-unsafe-unverified"));
        if (!bound.properties().sandbox().webhooks() || unverified) {
            return;
        }
        if (vendor.webhookSecret().isPresent()) {
            settings.put(SECRETS, vendor.webhookSecret().get());
        } else if (own.getOrDefault(SECRETS, "").isBlank()) {
            settings.put(SECRETS, UUID.randomUUID().toString());
        }
    }

    private void register(String provider, URI callback) {
        try {
            client.webhook(provider, callback);
        } catch (SandboxException e) {
            LOG.warn("the sandbox doesn't send webhooks of {} to this application: {}", provider, e.getMessage());
        }
    }

    /** Makes the sandbox send the vendors' webhooks to this application, as soon as its server has a port. */
    static final class Webhooks implements ApplicationListener<ApplicationStartedEvent> {
        private final SharedSandbox sandbox;
        private final SmsClient client;
        private final WebhookEndpoint endpoint;

        Webhooks(SharedSandbox sandbox, SmsClient client, WebhookEndpoint endpoint) {
            this.sandbox = sandbox;
            this.client = client;
            this.endpoint = endpoint;
        }

        @Override
        public void onApplicationEvent(ApplicationStartedEvent event) {
            String base = LocalServer.url(event.getApplicationContext().getEnvironment());
            if (base == null) {
                return;
            }
            for (String provider : client.states().keySet()) {
                if (sandbox.vendors.containsKey(provider)) {
                    register(provider, URI.create(base + endpoint.path(provider)));
                }
            }
        }

        private void register(String provider, URI plain) {
            URI callback;
            try {
                callback = client.webhooks().callbackUrl(provider, plain);
            } catch (InvalidRequestException | SmsException e) {
                LOG.debug("{} has no webhooks to simulate", provider);
                return;
            }
            sandbox.register(provider, callback);
        }
    }

    /** Applies where there are a sandbox in another process and an endpoint for its webhooks. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(SharedSandbox.class)
    @ConditionalOnProperty(
            prefix = "heliograph.sandbox",
            name = "webhooks",
            havingValue = "true",
            matchIfMissing = true)
    static final class WebhooksSetup {
        WebhooksSetup() {}

        @Bean
        Webhooks heliographSharedSandboxWebhooks(SharedSandbox sandbox, SmsClient client, WebhookEndpoint endpoint) {
            return new Webhooks(sandbox, client, endpoint);
        }
    }
}
