package io.heliograph.text;

import java.text.Normalizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes accents from a letter until it is in GSM-7. */
final class AccentFolding {
    private static final int MAX_KEPT = 3;

    /** Letters that Unicode doesn't decompose. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("đ", "d"),
            Map.entry("Đ", "D"),
            Map.entry("ħ", "h"),
            Map.entry("Ħ", "H"),
            Map.entry("ı", "i"),
            Map.entry("ȷ", "j"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("ŧ", "t"),
            Map.entry("Ŧ", "T"),
            Map.entry("œ", "oe"),
            Map.entry("Œ", "OE"));

    private AccentFolding() {}

    /**
     * The letter in GSM-7 with as many of its accents as GSM-7 has, in order: ǘ becomes ü and ế becomes e.
     *
     * @param letter one character with its combining marks
     * @return null if there is no such letter, or if more than accents would be lost
     */
    static @Nullable String fewer(String letter) {
        String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
        int base = Character.charCount(apart.codePointAt(0));
        if (!apart.chars().skip(base).allMatch(AccentFolding::isAccent)) {
            return null;
        }
        for (int kept = Math.min(apart.length() - base, MAX_KEPT); kept >= 0; kept--) {
            String less = Normalizer.normalize(apart.substring(0, base + kept), Normalizer.Form.NFC);
            String plain = LETTERS.getOrDefault(less, less);
            if (Gsm7.units(plain) >= 0) {
                return plain;
            }
        }
        return null;
    }

    /** Whether a mark is an accent; a stroke isn't: ≮ without its stroke means the opposite. */
    private static boolean isAccent(int c) {
        return c >= 0x0300 && c <= 0x036F && !(c >= 0x0334 && c <= 0x0338);
    }
}
