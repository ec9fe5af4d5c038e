package io.heliograph.text;

/**
 * The GSM 7-bit default alphabet and its extension table.
 *
 * <p>From 3GPP TS 23.038, sections 6.2.1 and 6.2.1.1, release 16 (looked up 2026-11): capital Ç is at 0x09, form feed
 * is the page break of the extension table, and the back-tick is in neither. The escape itself isn't a character.
 */
final class Gsm7 {
    /** The default alphabet by code; U+FFFF stands for the escape. */
    static final String DEFAULT = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uffffÆæßÉ"
            + " !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** The extension table, whose characters take an escape. */
    static final String EXTENSION = "\f^{}\\[~]|€";

    /** Units by character, for every UTF-16 value, so that the look-up needs no bounds check. */
    private static final byte[] UNITS = unitsByCharacter();

    private Gsm7() {}

    /** The septets that a character takes: 1, 2 with its escape, or 0 if it isn't in the alphabet. */
    static int units(char c) {
        return UNITS[c];
    }

    /** The septets that a text takes, or -1 if one of its characters isn't in the alphabet. */
    static int units(String text) {
        // Not by the method below: a loop over the whole text needs no bounds check, and takes two thirds of the time.
        // It counts the escapes only, as nearly no character has one: a sum over all characters takes twice the time.
        int length = text.length();
        int escapes = 0;
        for (int i = 0; i < length; i++) {
            int units = UNITS[text.charAt(i)];
            if (units != 1) {
                if (units == 0) {
                    return -1;
                }
                escapes++;
            }
        }
        return length + escapes;
    }

    /** The septets of a piece of a text, or -1 if one of its characters isn't in the alphabet. */
    static int units(String text, int begin, int end) {
        int units = 0;
        for (int i = begin; i < end; i++) {
            int more = UNITS[text.charAt(i)];
            if (more == 0) {
                return -1;
            }
            units += more;
        }
        return units;
    }

    private static byte[] unitsByCharacter() {
        byte[] units = new byte[Character.MAX_VALUE + 1];
        fill(units, DEFAULT, 1);
        fill(units, EXTENSION, 2);
        units[Character.MAX_VALUE] = 0; // the placeholder of the escape
        return units;
    }

    private static void fill(byte[] units, String characters, int each) {
        for (int i = 0; i < characters.length(); i++) {
            units[characters.charAt(i)] = (byte) each;
        }
    }
}
