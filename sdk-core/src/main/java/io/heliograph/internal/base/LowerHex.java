package io.heliograph.internal.base;

import java.util.Arrays;

/** Hexadecimal digits in lower case, by a table: a comparison of random digits is predicted wrong at every third. */
public final class LowerHex {
    private static final byte[] VALUES = values();

    private LowerHex() {}

    private static byte[] values() {
        byte[] values = new byte['f' + 1];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < 16; value++) {
            values[Character.forDigit(value, 16)] = (byte) value;
        }
        return values;
    }

    /** The value of a digit; -1 for any other character. */
    public static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }
}
