package io.heliograph.internal.base;

/** Hexadecimal digits in lower case. */
public final class LowerHex {
    private static final String DIGITS = "0123456789abcdef";
    private static final byte[] VALUES = values();

    private LowerHex() {}

    private static byte[] values() {
        byte[] values = new byte[1 << 7];
        for (int c = 0; c < values.length; c++) {
            values[c] = (byte) DIGITS.indexOf(c);
        }
        return values;
    }

    /** The value of a digit; -1 for any other character. */
    public static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    /** The value of the two digits that begin at a place of a text; negative if one of them is none. */
    static int byteAt(String text, int at) {
        return value(text.charAt(at)) << 4 | value(text.charAt(at + 1));
    }
}
