package io.heliograph.spring;

import io.heliograph.sandbox.Sandbox;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What proves the webhooks of a sandbox: the application's own secrets where it has set some, else the sandbox's, or for a
 * vendor that signs nothing one that is made up. Immutable and thread-safe.
 */
final class SandboxSecrets {
    private static final String SETTING = "webhook-secrets";
    private static final String UNVERIFIED = "webhook-unsafe-unverified";

    private final BoundSettings bound;
    private final SettingNames names;

    SandboxSecrets(BoundSettings bound, SettingNames names) {
        this.bound = bound;
        this.names = names;
    }

    /** Has the sandbox sign with the application's secrets. */
    void sign(Sandbox.Builder sandbox) {
        for (String provider : bound.properties().providers().keySet()) {
            set(provider)
                    .ifPresent(secrets ->
                            sandbox.webhookSecret(provider, secrets.strip().replaceFirst("\\s.*", "")));
        }
    }

    /** Adds a secret to what a provider is set up with, where the application has set none. */
    void add(String provider, Sandbox sandbox, Map<String, String> settings) {
        boolean tells = bound.properties().sandbox().webhooks();
        if (tells && set(provider).isEmpty() && !"true".equals(its(provider).get(UNVERIFIED))) {
            settings.put(
                    SETTING,
                    sandbox.webhookSecret(provider)
                            .orElseGet(() -> UUID.randomUUID().toString()));
        }
    }

    private Optional<String> set(String provider) {
        return Optional.ofNullable(its(provider).get(SETTING)).filter(secrets -> !secrets.isBlank());
    }

    private Map<String, String> its(String provider) {
        return names.spelled(provider, bound.properties().providers().getOrDefault(provider, Map.of()));
    }
}
