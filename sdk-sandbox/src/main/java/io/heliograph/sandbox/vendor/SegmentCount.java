package io.heliograph.sandbox.vendor;

/**
 * The size of a text as SMS (3GPP TS 23.038).
 *
 * @param gsm7 whether the GSM 7-bit alphabet suffices; else UCS-2 is used
 * @param units septets, or 16-bit units
 * @param count the number of parts
 */
public record SegmentCount(boolean gsm7, int units, int count) {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    public static SegmentCount of(String text) {
        boolean gsm7 = text.codePoints().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
        int single = gsm7 ? 160 : 70;
        int part = gsm7 ? 153 : 67;
        int units = 0;
        int parts = 1;
        int inPart = 0;
        for (int c : text.codePoints().toArray()) {
            int width = gsm7 ? (EXTENDED.indexOf(c) >= 0 ? 2 : 1) : Character.charCount(c);
            units += width;
            // A part never splits an escape or surrogate pair, so it may stay one unit short.
            if (inPart + width > part) {
                parts++;
                inPart = 0;
            }
            inPart += width;
        }
        return new SegmentCount(gsm7, units, units <= single ? 1 : parts);
    }
}
