package io.heliograph.spring;

import io.heliograph.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of the client: the properties and, where a sandbox simulates the vendors, its URLs and credentials instead of the
 * vendors'. Immutable and thread-safe; {@code toString} shows names only.
 */
final class ClientSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSettings.class);

    /** Settings of an account besides its credentials, which the provider declares itself. */
    private static final Pattern ACCOUNT_SETTINGS =
            Pattern.compile("base-url|allow-cleartext|username|token|passphrase|(.*-)?(key|id|secret|password)");

    /** The application's own secrets stay with a sandbox too, which signs its webhooks with them. */
    private static final String WEBHOOK_SECRETS = "webhook-secrets";

    private final Map<String, String> settings;
    private final boolean sandboxed;

    ClientSettings(BoundSettings bound, SettingNames names, @Nullable ProviderOverrides overrides) {
        settings = new LinkedHashMap<>(bound.forCore());
        sandboxed = overrides != null;
        Map<String, Map<String, String>> set = bound.properties().providers();
        Set<String> providers = new TreeSet<>();
        if (overrides != null) {
            providers.addAll(names.providers());
        }
        set.forEach((provider, map) -> put(provider, overrides, names, map));
        providers.removeAll(set.keySet());
        providers.forEach(provider -> put(provider, overrides, names, Map.of()));
    }

    private void put(
            String provider, @Nullable ProviderOverrides overrides, SettingNames names, Map<String, String> map) {
        Map<String, String> all = new LinkedHashMap<>(names.spelled(provider, map));
        if (overrides != null) {
            Map<String, String> simulated = overrides.settings(provider).orElse(null);
            if (simulated == null) {
                LOG.warn("{} is left out: the sandbox doesn't simulate it", provider);
                return;
            }
            all.keySet().removeIf(name -> names.secrets(provider).contains(name) && !name.equals(WEBHOOK_SECRETS));
            all.keySet().removeIf(name -> ACCOUNT_SETTINGS.matcher(name).matches());
            all.putAll(simulated);
        }
        all.forEach((name, value) -> settings.put("heliograph.providers." + provider + "." + name, value));
    }

    /** Whether a sandbox replaces every vendor, so that provider beans mustn't be used. */
    boolean isSandboxed() {
        return sandboxed;
    }

    /** Whether any provider is set up. */
    boolean hasProviders() {
        return settings.keySet().stream().anyMatch(name -> name.startsWith("heliograph.providers."));
    }

    Settings forCore() {
        return Settings.of(settings);
    }

    /** All of them, in order. They hold secrets. */
    Map<String, String> all() {
        return new LinkedHashMap<>(settings);
    }

    @Override
    public String toString() {
        return "ClientSettings" + settings.keySet();
    }
}
