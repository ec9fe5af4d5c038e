package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.InvalidRequestException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_BODY = 1024 * 1024;
    private static final int SUCCESS = 2;
    private static final String SECRETS = "webhook-secrets";

    private final String url;
    private final Map<String, Vendor> vendors;
    private final BoundSettings bound;
    private final SettingNames names;

    /** A vendor as the sandbox describes it. */
    static final class Vendor {
        @Nullable
        String name;

        @Nullable
        String basePath;

        @Nullable
        Map<String, String> credentials;

        @Nullable
        String webhookSecret;
    }

    private SharedSandbox(String url, Map<String, Vendor> vendors, BoundSettings bound, SettingNames names) {
        this.url = url;
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
        String url = uri.toString().replaceAll("/+$", "");
        try {
            String json = exchange(url + "/api/vendors", null);
            List<@Nullable Vendor> list = JsonBinding.of(Vendor.class).readList(json);
            Map<String, Vendor> vendors = new LinkedHashMap<>();
            for (Vendor vendor : list == null ? List.<@Nullable Vendor>of() : list) {
                if (vendor != null && vendor.name != null && vendor.basePath != null && vendor.credentials != null) {
                    vendors.put(vendor.name, vendor);
                }
            }
            if (vendors.isEmpty()) {
                throw new IOException("it isn't a sandbox of this version");
            }
            return new SharedSandbox(url, vendors, bound, names);
        } catch (IOException | IllegalArgumentException e) {
            throw new SetupException(
                    "The sandbox of " + URL + " can't be used: " + e.getMessage() + ".",
                    "Start it before this application, correct the URL, or leave it out for a sandbox in this process.");
        }
    }

    String url() {
        return url + "/";
    }

    @Override
    public Optional<URI> inbox() {
        return Optional.of(URI.create(url()));
    }

    @Override
    public Optional<Map<String, String>> settings(String provider) {
        Vendor vendor = vendors.get(provider);
        if (vendor == null) {
            return Optional.empty();
        }
        Map<String, String> settings = new HashMap<>(vendor.credentials == null ? Map.of() : vendor.credentials);
        settings.put("base-url", url + vendor.basePath);
        settings.put("allow-cleartext", "true"); // needed, and allowed, in private networks only
        addSecret(provider, vendor, settings);
        return Optional.of(settings);
    }

    /** The sandbox doesn't know the application's secrets, so its own one verifies what it signs. */
    private void addSecret(String provider, Vendor vendor, Map<String, String> settings) {
        Map<String, String> own = names.spelled(provider, bound.providers().getOrDefault(provider, Map.of()));
        boolean unverified = "true".equals(own.get("webhook-unsafe-unverified"));
        if (!bound.properties().sandbox().webhooks() || unverified) {
            return;
        }
        if (vendor.webhookSecret != null) {
            settings.put(SECRETS, vendor.webhookSecret);
        } else if (own.getOrDefault(SECRETS, "").isBlank()) {
            settings.put(SECRETS, UUID.randomUUID().toString());
        }
    }

    private void register(String provider, URI callback) {
        try {
            // A URI has no character that JSON escapes.
            exchange(url + "/api/webhooks/" + provider, "{\"url\":\"" + callback + "\"}");
        } catch (IOException e) {
            LOG.warn("the sandbox doesn't send webhooks of {} to this application: {}", provider, e.getMessage());
        }
    }

    /**
     * One request, with a body by PUT, without one by GET.
     *
     * @throws IOException with a message without the URL's path and the body
     */
    private static String exchange(String url, @Nullable String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            if (body != null) {
                connection.setRequestMethod("PUT");
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            if (connection.getResponseCode() / 100 != SUCCESS) {
                throw new IOException("it answers with status " + connection.getResponseCode());
            }
            try (var in = connection.getInputStream()) {
                return new String(in.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
            }
        } finally {
            connection.disconnect();
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
