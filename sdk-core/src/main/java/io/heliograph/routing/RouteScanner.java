package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import java.util.Locale;
import java.util.function.IntPredicate;

/** A route's text and how far it has been read; it shows the place of a fault with a caret. Not thread-safe. */
final class RouteScanner {
    static final int END = -1;

    /** How much of a long line is shown before and behind the fault. */
    private static final int CONTEXT = 50;

    private final String text;
    private int place;

    RouteScanner(String text) {
        this.text = text;
    }

    int place() {
        return place;
    }

    /** The character that is next, or {@link #END}. */
    int peek() {
        return place < text.length() ? text.charAt(place) : END;
    }

    boolean atEnd() {
        return place == text.length();
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    void skipBlanks() {
        takeWhile(RouteScanner::isBlank);
    }

    /** Goes past a token if it is next, and past blanks before it. */
    boolean take(String token) {
        skipBlanks();
        if (!text.startsWith(token, place)) {
            return false;
        }
        place += token.length();
        return true;
    }

    /** Goes past a word if it is next, past blanks before it, and what follows ends it. */
    boolean take(String word, IntPredicate end) {
        skipBlanks();
        int behind = place + word.length();
        if (!text.startsWith(word, place) || (behind < text.length() && !end.test(text.charAt(behind)))) {
            return false;
        }
        place = behind;
        return true;
    }

    String takeWhile(IntPredicate wanted) {
        int start = place;
        while (place < text.length() && wanted.test(text.charAt(place))) {
            place++;
        }
        return text.substring(start, place);
    }

    /** Whether a colon comes before the end of this rule, or a quote that is never closed, which only a condition has. */
    boolean hasConditions() {
        boolean quoted = false;
        for (int i = place; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ':' || c == ';')) {
                return c == ':';
            }
        }
        return quoted;
    }

    /** What is next doesn't belong there. */
    InvalidRequestException expected(String what) {
        skipBlanks();
        return unreadable(place, "expected " + what + ", found " + found());
    }

    /** The text isn't in the language. */
    InvalidRequestException unreadable(int at, String problem) {
        return fault("can't be read", at, problem);
    }

    /** The text is in the language and makes no sense. */
    InvalidRequestException wrong(int at, String problem) {
        return fault("is wrong", at, problem);
    }

    private String found() {
        if (atEnd()) {
            return "the end";
        }
        int c = text.codePointAt(place);
        return c > ' ' && c <= '~' ? Character.toString(c) : String.format(Locale.ROOT, "the character U+%04X", c);
    }

    private InvalidRequestException fault(String how, int at, String problem) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        int lineBreak = text.indexOf('\n', at);
        int lineEnd = lineBreak < 0 ? text.length() : lineBreak;
        long line =
                1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        String where = (text.indexOf('\n') < 0 ? "" : "line " + line + ", ") + "character "
                + (text.codePointCount(lineStart, at) + 1);
        int from = at - lineStart > CONTEXT ? at - CONTEXT : lineStart;
        int to = lineEnd - at > CONTEXT ? at + CONTEXT : lineEnd;
        String before = (from > lineStart ? "…" : "") + printable(from, at);
        String behind = printable(at, to) + (to < lineEnd ? "…" : "");
        String caret = " ".repeat(before.codePointCount(0, before.length())) + "^";
        return new InvalidRequestException(
                "route",
                how + " at " + where + ": " + problem + "\n  " + (before + behind).stripTrailing() + "\n  " + caret);
    }

    /** A part of the text with one visible character for each, so that the caret stands where it belongs. */
    private String printable(int from, int to) {
        return text.substring(from, to)
                .codePoints()
                .map(c -> isBlank(c) ? ' ' : isVisible(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
