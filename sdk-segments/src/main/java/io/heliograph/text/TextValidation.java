package io.heliograph.text;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds characters that no SMS may hold: half a surrogate pair, and control characters other than line feed, carriage
 * return, form feed and tab. Vendors replace, drop or refuse the others, so the person would get another text.
 *
 * <p>Stateless and thread-safe. A problem names a place and a code point, and nothing else of the text.
 */
public final class TextValidation {
    private static final String ALLOWED_CONTROLS = "\n\r\f\t";

    private TextValidation() {}

    /**
     * The first problem of a text, as the rest of a sentence that begins with the field's name; places are counted from 1.
     *
     * @return empty if there is none, also for an empty text
     */
    public static Optional<String> problem(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of("has half a surrogate pair at place " + (i + 1) + "; was it cut inside an emoji?");
            } else if (Character.isISOControl(c) && ALLOWED_CONTROLS.indexOf(c) < 0) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "has the control character U+%04X at place %d; leave it out: line feed, carriage return, form "
                                + "feed and tab are the only ones that a text may have",
                        (int) c,
                        i + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether a text shows nothing: it is empty, or all of it is white space, control or invisible characters. */
    public static boolean isBlank(CharSequence text) {
        for (int i = 0, codePoint; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = Character.codePointAt(text, i);
            if (!isInvisible(codePoint)) {
                return false; // mostly the first one
            }
        }
        return true;
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.CONTROL
                || Character.getType(codePoint) == Character.FORMAT;
    }
}
