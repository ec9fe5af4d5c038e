package io.heliograph.sandbox.vendor;

import java.util.Locale;
import java.util.Set;

/** The effect of a reply on the vendor's opt-out list, where it has one. */
public enum OptOutWord {
    STOP,
    START,
    NONE;

    // Of Wavix (questions and answers, 2026-06); the others' keywords aren't published.
    private static final Set<String> STOPS = Set.of("STOP", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final Set<String> STARTS = Set.of("START", "YES", "UNSTOP");

    public static OptOutWord of(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (STOPS.contains(word)) {
            return STOP;
        }
        return STARTS.contains(word) ? START : NONE;
    }
}
