package io.heliograph.text.lint;

/** The digits of an escape such as {@code \u0e01}. */
final class HexEscape {
    private HexEscape() {}

    /** The character of so many hexadecimal digits. */
    static String character(String text, int begin, int digits, int line, TextEntries entries) {
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

    /** Only ASCII: {@code Character.digit} takes full-width digits too. */
    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
