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
 * What the client is made from: the properties, and where a sandbox plays the vendors, its addresses and credentials instead
 * of theirs. Immutable and thread-safe; {@code toString} shows names only.
 */
final class ClientSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSettings.class);

    /** What belongs to an account beside its credentials, which the provider names itself. */
    private static final Pattern OF_THE_ACCOUNT = Pattern.compile("base-url|allow-cleartext|username|(.*-)?id");

    /** They are the application's own at a sandbox too, which proves its webhooks by them. */
    private static final String WEBHOOK_SECRETS = "webhook-secrets";

    private final Map<String, String> settings;
    private final boolean playsAll;

    ClientSettings(BoundSettings bound, SettingNames names, @Nullable ProviderOverrides standIn) {
        settings = new LinkedHashMap<>(bound.forCore());
        playsAll = standIn != null;
        Map<String, Map<String, String>> set = bound.properties().providers();
        Set<String> providers = new TreeSet<>();
        if (standIn != null) {
            providers.addAll(names.providers());
        }
        set.forEach((provider, map) -> put(provider, standIn, names, map));
        providers.removeAll(set.keySet());
        providers.forEach(provider -> put(provider, standIn, names, Map.of()));
    }

    private void put(
            String provider, @Nullable ProviderOverrides standIn, SettingNames names, Map<String, String> map) {
        Map<String, String> all = new LinkedHashMap<>(names.spelled(provider, map));
        if (standIn != null) {
            Map<String, String> played = standIn.settings(provider).orElse(null);
            if (played == null) {
                LOG.warn("{} is left out: the sandbox doesn't play it", provider);
                return;
            }
            all.keySet().removeIf(name -> names.secrets(provider).contains(name) && !name.equals(WEBHOOK_SECRETS));
            all.keySet().removeIf(name -> OF_THE_ACCOUNT.matcher(name).matches());
            all.putAll(played);
        }
        all.forEach((name, value) -> settings.put("heliograph.providers." + provider + "." + name, value));
    }

    /** Whether a sandbox stands in for every vendor, so that a provider that is a bean must not be used. */
    boolean playsAll() {
        return playsAll;
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
