package io.heliograph.spring;

import io.heliograph.sandbox.Sandbox;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The secrets for the webhooks of a sandbox: the application's own where it has set some, else the sandbox's, or a generated one
 * for a vendor that signs nothing. Immutable and thread-safe.
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

    /** Makes the sandbox sign with the application's secrets. */
    void sign(Sandbox.Builder sandbox) {
        for (String provider : bound.providers().keySet()) {
            secrets(provider)
                    .filter(secrets -> !settings(provider).containsKey(SettingNames.TYPE))
                    .ifPresent(secrets ->
                            sandbox.webhookSecret(provider, secrets.strip().replaceFirst("\\s.*", "")));
        }
    }

    /** Adds a secret to a provider's settings, where the application has set none. */
    void add(String provider, Sandbox sandbox, Map<String, String> settings) {
        boolean sendsWebhooks = bound.properties().sandbox().webhooks();
        if (sendsWebhooks
                && secrets(provider).isEmpty()
                && !"true".equals(settings(provider).get(UNVERIFIED))) {
            settings.put(
                    SETTING,
                    sandbox.webhookSecret(provider)
                            .orElseGet(() -> UUID.randomUUID().toString()));
        }
    }

    private Optional<String> secrets(String provider) {
        return Optional.ofNullable(settings(provider).get(SETTING)).filter(secrets -> !secrets.isBlank());
    }

    private Map<String, String> settings(String provider) {
        return names.spelled(provider, bound.providers().getOrDefault(provider, Map.of()));
    }
}
