package io.heliograph.sandbox.journal;

import java.util.function.Predicate;

/** Phone numbers and senders, compared without their plus sign: a vendor may take a number with and without it. */
public final class Numbers {
    private Numbers() {}

    /** A number without blanks around it and without the plus sign, which is a blank in a query that doesn't encode it. */
    public static String plain(String number) {
        String stripped = number.strip();
        return stripped.startsWith("+") ? stripped.substring(1) : stripped;
    }

    /** Whether a number fits a pattern: it is equal, or starts so where the pattern ends with an asterisk. */
    public static boolean fits(String number, String pattern) {
        return fitting(pattern).test(number);
    }

    /** A test for many numbers, which allocates nothing. */
    static Predicate<String> fitting(String pattern) {
        String plain = plain(pattern);
        boolean isPrefix = plain.endsWith("*");
        String start = isPrefix ? plain.substring(0, plain.length() - 1) : plain;
        return number -> {
            int digits = number.startsWith("+") ? 1 : 0;
            return number.startsWith(start, digits) && (isPrefix || number.length() == digits + start.length());
        };
    }
}
