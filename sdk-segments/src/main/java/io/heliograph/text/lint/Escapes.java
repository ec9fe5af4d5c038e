package io.heliograph.text.lint;

/** What the formats share about backslashes. */
final class Escapes {
    private Escapes() {}

    /** The character of an escape with so many hexadecimal digits, from a place on. */
    static String ofDigits(String text, int begin, int digits, int line, TextEntries entries) {
        int codePoint = 0;
        for (int i = begin; i < begin + digits; i++) {
            int digit = i < text.length() ? digit(text.charAt(i)) : -1;
            if (digit < 0) {
                throw entries.problem(
                        line, "has a Unicode escape without " + digits + " hexadecimal digits, such as \\u0e01");
            }
            codePoint = codePoint * 16 + digit;
        }
        if (!Character.isValidCodePoint(codePoint)) {
            throw entries.problem(line, "has a Unicode escape beyond U+10FFFF");
        }
        return Character.toString(codePoint);
    }

    /** Whether a line ends with an odd number of backslashes, the last of which escapes the line end. */
    static boolean isContinued(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** Only ASCII: {@code Character.digit} takes full-width digits too. */
    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
