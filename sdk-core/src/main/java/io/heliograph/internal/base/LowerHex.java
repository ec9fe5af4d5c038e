package io.heliograph.internal.base;

/** Hexadecimal digits in lower case. */
public final class LowerHex {
    private LowerHex() {}

    /** The value of a digit; -1 for any other character. */
    public static int value(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
