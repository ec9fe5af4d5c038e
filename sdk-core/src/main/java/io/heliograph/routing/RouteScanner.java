package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A route's text and the position in it; errors show its rule and the position with a caret. Not thread-safe. */
final class RouteScanner {
    static final int END = -1;

    /** How many characters of a long line an error shows on each side of the mistake. */
    private static final int CONTEXT = 50;

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}{7,}");

    private static final Pattern LONG_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._~+/-]{8,}");

    /** What a word of a route looks like, also with a capital too many, such as {@code ThaiBulk}. */
    private static final Pattern NAME =
            Pattern.compile("[._-]*[A-Z]?[a-z]+([A-Z][a-z]+)?[0-9]{0,4}([._-]++([a-z]+[0-9]{0,4}|[0-9]{1,4}))*+[._-]*");

    private static final int MAX_NAME = 100;

    private final String text;
    private int place;

    RouteScanner(String text) {
        this.text = text;
    }

    int place() {
        return place;
    }

    /** The next character, or {@link #END}. */
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

    /** Skips a token if it is next, with the blanks before it. */
    boolean take(String token) {
        skipBlanks();
        if (!text.startsWith(token, place)) {
            return false;
        }
        place += token.length();
        return true;
    }

    /** Skips a word if it is next and ends there, with the blanks before it. */
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

    /** Whether this rule has a colon, or an unclosed quote, which only a condition can have. */
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

    /** The error for an unexpected next character. */
    InvalidRequestException expected(String what) {
        skipBlanks();
        return unreadable(place, "expected " + what + ", found " + found());
    }

    /** The error for a text that isn't in the language. */
    InvalidRequestException unreadable(int at, String problem) {
        return violation("can't be read", at, problem);
    }

    /** The error for a text that is in the language and makes no sense. */
    InvalidRequestException wrong(int at, String problem) {
        return violation("is wrong", at, problem);
    }

    private String found() {
        if (atEnd()) {
            return "the end";
        }
        int c = text.codePointAt(place);
        return c > ' ' && c <= '~' ? Character.toString(c) : String.format(Locale.ROOT, "the character U+%04X", c);
    }

    private InvalidRequestException violation(String how, int at, String problem) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        int lineBreak = text.indexOf('\n', at);
        int lineEnd = lineBreak < 0 ? text.length() : lineBreak;
        long line =
                1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        String where = (text.indexOf('\n') < 0 ? "" : "line " + line + ", ") + "character "
                + (text.codePointCount(lineStart, at) + 1);
        int ruleStart = 0;
        int ruleEnd = behindRule(0);
        while (ruleEnd <= at && ruleEnd < text.length()) {
            ruleStart = ruleEnd;
            ruleEnd = behindRule(ruleStart);
        }
        int start = Math.max(lineStart, ruleStart);
        while (start < at && isBlank(text.charAt(start))) {
            start++;
        }
        int end = Math.min(lineEnd, ruleEnd);
        int from = Math.max(start, at - CONTEXT);
        int to = Math.min(end, at + CONTEXT);
        String shown = masked(text);
        String before = (from > start ? "…" : "") + printable(shown.substring(from, at));
        String behind = printable(shown.substring(at, to)) + (to < end ? "…" : "");
        String caret = " ".repeat(before.codePointCount(0, before.length())) + "^";
        return new InvalidRequestException(
                "route",
                how + " at " + where + ": " + masked(problem) + "\n  " + (before + behind).stripTrailing() + "\n  "
                        + caret);
    }

    /** The place behind the rule that begins at one, and behind its semicolon. */
    private int behindRule(int start) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ';') {
                return i + 1;
            }
        }
        return text.length();
    }

    /** A text of the same length, without what could be the number of a person, or a key in a wrong place. */
    private static String masked(String text) {
        String withoutKeys = LONG_WORD
                .matcher(text)
                .replaceAll(word -> isName(word.group()) || isNumber(word.group()) ? word.group() : dots(word));
        return NUMBER.matcher(withoutKeys).replaceAll(RouteScanner::dots);
    }

    private static boolean isName(String word) {
        return word.length() <= MAX_NAME && NAME.matcher(word).matches();
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c == '+' || Character.isDigit(c));
    }

    private static String dots(MatchResult found) {
        return "•".repeat(found.end() - found.start());
    }

    /** A piece of the text with one visible character for each, so that the caret points at the right place. */
    private static String printable(String piece) {
        return piece.codePoints()
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
