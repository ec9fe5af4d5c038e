package io.heliograph.sandbox.vendor;

import java.util.Locale;
import java.util.Set;

/** The effect of a reply on the vendor's opt-out list, where it has one. */
public enum OptOutWord {
    STOP,
    START,
    NONE;

    // Wavix's error page 9 (2025-12) has these three; the others' keywords aren't published.
    private static final Set<String> STOPS = Set.of("STOP", "QUIT", "UNSUBSCRIBE");

    public static OptOutWord of(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (STOPS.contains(word)) {
            return STOP;
        }
        return word.equals("START") ? START : NONE;
    }
}
