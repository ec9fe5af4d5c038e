package io.heliograph.spi;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's words, made ready to look for pieces in them: as whole words and whatever their case, so that
 * {@code balance} doesn't stand in "balancer", nor {@code dnc} in an id. Immutable.
 */
final class ErrorText {
    /** Longer is a document or a list of numbers, whose end is no sentence of a vendor's. */
    private static final int MAX_LENGTH = 10_000;

    /** In these scripts a sentence has no blanks between its words. */
    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA);

    /** What is said of a machine that can't be reached, and not of a person. */
    private static final List<String> FAULTS = List.of(
            "connect",
            "connection",
            "timeout",
            "timed out",
            "unavailable",
            "check failed",
            "lookup failed",
            "internal error");

    private final String folded;

    ErrorText(@Nullable String text) {
        folded = fold(text == null ? "" : text);
    }

    /** In lower case, with one blank for each run of blanks, hyphens and underscores of any kind. */
    static String fold(String text) {
        String piece = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
        StringBuilder folded = new StringBuilder(piece.length());
        piece.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            boolean isBlank = isSeparator(c);
            if (!isBlank) {
                folded.appendCodePoint(c);
            } else if (folded.length() == 0 || folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        });
        return folded.toString();
    }

    private static boolean isSeparator(int c) {
        return c == '_'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    /** Whether a piece, which is folded already, stands in it and isn't a part of longer words. */
    boolean holds(String piece) {
        for (int at = folded.indexOf(piece); at >= 0; at = folded.indexOf(piece, at + 1)) {
            if (isBoundary(at) && isBoundary(at + piece.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it speaks of a connection or a service that failed: what else it says may be the name of that. */
    boolean tellsOfFault() {
        return FAULTS.stream().anyMatch(this::holds);
    }

    private boolean isBoundary(int at) {
        if (at == 0 || at == folded.length()) {
            return true;
        }
        int before = folded.codePointBefore(at);
        int after = folded.codePointAt(at);
        return !isOfWord(before) || !isOfWord(after) || !hasBlanks(before) || !hasBlanks(after);
    }

    private static boolean isOfWord(int c) {
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean hasBlanks(int c) {
        return !WITHOUT_BLANKS.contains(UnicodeScript.of(c));
    }
}
