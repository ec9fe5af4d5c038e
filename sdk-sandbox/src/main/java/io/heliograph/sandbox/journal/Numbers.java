package io.heliograph.sandbox.journal;

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
        String wanted = plain(pattern);
        String plain = plain(number);
        return wanted.endsWith("*") ? plain.startsWith(wanted.substring(0, wanted.length() - 1)) : plain.equals(wanted);
    }
}
