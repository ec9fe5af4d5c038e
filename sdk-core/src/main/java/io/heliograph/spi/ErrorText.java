package io.heliograph.spi;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's error text, normalised for searching: pieces match as whole words, ignoring case, so {@code balance}
 * doesn't match "balancer", nor {@code dnc} an id. Immutable.
 */
final class ErrorText {
    /** Longer text is a document or a list of numbers, not an error message; the rest is ignored. */
    private static final int MAX_LENGTH = 10_000;

    /** Pieces that describe a failing system, not a person. */
    private static final List<String> OUTAGES = List.of(
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

    /** Converts to lower case, with one blank for each run of blanks, hyphens and underscores of any kind. */
    static String fold(String text) {
        String piece = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
        StringBuilder folded = new StringBuilder(piece.length());
        String lower = piece.toLowerCase(Locale.ROOT);
        int c;
        for (int at = 0; at < lower.length(); at += Character.charCount(c)) {
            c = lower.codePointAt(at);
            if (!isSeparator(c)) {
                folded.appendCodePoint(c);
            } else if (folded.length() == 0 || folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        return folded.toString();
    }

    private static boolean isSeparator(int c) {
        return c == '_'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    /** Whether the text contains a folded piece as whole words. */
    boolean contains(String piece) {
        for (int at = folded.indexOf(piece); at >= 0; at = folded.indexOf(piece, at + 1)) {
            if (isBoundary(at) && isBoundary(at + piece.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text describes a failed connection or service, so that its other words may be the name of that. */
    boolean describesOutage() {
        return OUTAGES.stream().anyMatch(this::contains);
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

    /** Whether its script has blanks between words. */
    private static boolean hasBlanks(int c) {
        return switch (UnicodeScript.of(c)) {
            case THAI, LAO, KHMER, MYANMAR, HAN, HIRAGANA, KATAKANA -> false;
            default -> true;
        };
    }
}
