package io.heliograph.sandbox.vendor.wavix;

import java.util.Map;

/**
 * Replaces typographic characters by those of GSM-7, as Wavix's {@code smart_encoding} does (error page 41, 2025-12). The
 * vendor publishes no list of the characters: these are the usual ones.
 */
final class SmartEncoding {
    private static final Map<Integer, String> REPLACEMENTS = Map.ofEntries(
            Map.entry(0x2018, "'"),
            Map.entry(0x2019, "'"),
            Map.entry(0x201A, "'"),
            Map.entry(0x201C, "\""),
            Map.entry(0x201D, "\""),
            Map.entry(0x201E, "\""),
            Map.entry(0x2010, "-"),
            Map.entry(0x2011, "-"),
            Map.entry(0x2013, "-"),
            Map.entry(0x2014, "-"),
            Map.entry(0x2026, "..."),
            Map.entry(0x00A0, " "));

    private SmartEncoding() {}

    static String of(String text) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints().forEach(c -> {
            String replacement = REPLACEMENTS.get(c);
            if (replacement == null) {
                replaced.appendCodePoint(c);
            } else {
                replaced.append(replacement);
            }
        });
        return replaced.toString();
    }
}
