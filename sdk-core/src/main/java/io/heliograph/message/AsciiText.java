package io.heliograph.message;

/** Tests each character of a text, without a stream or a pattern: a send does so several times. */
final class AsciiText {
    private AsciiText() {}

    /** Whether each character is in this range; true for an empty text. */
    static boolean isIn(String text, char first, char last) {
        return isIn(text, 0, first, last);
    }

    /** Whether each character from an index on is in this range. */
    static boolean isIn(String text, int from, char first, char last) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < first || c > last) {
                return false;
            }
        }
        return true;
    }
}
