package io.heliograph.settings;

import java.util.Locale;

/** The names of settings, in a file and in the environment. */
final class SettingNames {
    static final String ROOT = "heliograph.";
    static final String PROVIDERS = ROOT + "providers.";

    private SettingNames() {}

    /** The full name of a provider's setting. */
    static String ofProvider(String provider, String setting) {
        return PROVIDERS + provider + "." + setting;
    }

    /** The name of the environment variable for a setting. */
    static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
