package io.heliograph.internal.base;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The countries of phone numbers, as ISO 3166-1 alpha-2 codes. Immutable and thread-safe. */
public final class Countries {
    /** Ascension, Tristan da Cunha and Kosovo have phone numbers of their own and no official ISO 3166 code. */
    private static final Set<String> NOT_IN_ISO = Set.of("AC", "TA", "XK");

    private static final Set<String> KNOWN = known();

    private Countries() {}

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));
        known.addAll(NOT_IN_ISO);
        return Set.copyOf(known);
    }

    /** Whether a country code is known. */
    public static boolean isKnown(String code) {
        return KNOWN.contains(code);
    }
}
