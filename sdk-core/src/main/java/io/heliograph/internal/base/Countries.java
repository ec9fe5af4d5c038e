package io.heliograph.internal.base;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The countries that a number can belong to, as two letters of ISO 3166. Immutable and thread-safe. */
public final class Countries {
    /** Ascension, Tristan da Cunha and Kosovo have phone numbers of their own and no official letters of ISO 3166. */
    private static final Set<String> BESIDE_ISO = Set.of("AC", "TA", "XK");

    private static final Set<String> KNOWN = known();

    private Countries() {}

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));
        known.addAll(BESIDE_ISO);
        return Set.copyOf(known);
    }

    /** Whether two letters are one of them. */
    public static boolean isKnown(String letters) {
        return KNOWN.contains(letters);
    }
}
