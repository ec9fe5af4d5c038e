package io.heliograph.spring;

import io.heliograph.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of the client: the properties and, where a sandbox simulates the vendors, its URLs and credentials instead of the
 * vendors'. Immutable and thread-safe; {@code toString} shows names only.
 */
final class ClientSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSettings.class);

    private final Map<String, String> settings;
    private final boolean sandboxed;

    ClientSettings(BoundSettings bound, SettingNames names, @Nullable ProviderOverrides overrides) {
        settings = new LinkedHashMap<>(bound.forCore());
        sandboxed = overrides != null;
        Map<String, Map<String, String>> set = bound.providers();
        // By name: the order of sources would change when a key moves from one to another.
        Set<String> providers = new TreeSet<>(set.keySet());
        if (overrides != null) {
            providers.addAll(names.providers());
        }
        providers.forEach(provider -> put(provider, overrides, names, set.getOrDefault(provider, Map.of())));
    }

    private void put(
            String provider, @Nullable ProviderOverrides overrides, SettingNames names, Map<String, String> map) {
        Map<String, String> all = new LinkedHashMap<>(map);
        if (overrides != null) {
            String type = map.getOrDefault(SettingNames.TYPE, provider);
            Map<String, String> simulated = overrides.settings(type).orElse(null);
            if (simulated == null) {
                LOG.warn("{} is left out: the sandbox doesn't simulate it", provider);
                return;
            }
            all.keySet().removeIf(name -> names.isOfAccount(type, name));
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
