package io.heliograph.settings;

import java.util.Locale;

/** The names of settings, in a file and in the environment. */
final class SettingNames {
    static final String ROOT = "heliograph.";
    static final String PROVIDERS = ROOT + "providers.";

    /** Longer than any name that exists. */
    static final int MAX_SHOWN = 80;

    private SettingNames() {}

    /** A name of the user's as errors and logs show it: without control characters, and cut where it is too long for one. */
    static String shown(String name) {
        boolean isLong = name.length() > MAX_SHOWN;
        String start = isLong ? name.substring(0, MAX_SHOWN) : name;
        StringBuilder shown = new StringBuilder();
        start.codePoints()
                .map(codePoint -> isPrintable(codePoint) ? codePoint : '?')
                .forEach(shown::appendCodePoint);
        return isLong
                ? shown.append("… (")
                        .append(name.length())
                        .append(" characters)")
                        .toString()
                : shown.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The full name of a provider's setting. */
    static String ofProvider(String provider, String setting) {
        return PROVIDERS + provider + "." + setting;
    }

    /** The name of the environment variable for a setting. */
    static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
