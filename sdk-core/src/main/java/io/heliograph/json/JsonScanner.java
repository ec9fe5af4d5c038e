package io.heliograph.json;

import org.jspecify.annotations.Nullable;

/**
 * Scans a JSON document, value by value. Not thread-safe.
 *
 * <p>It accepts RFC 8259 and, as Moshi does, names such as {@code TRUE} in upper case, control characters in strings, and the
 * escapes of a single quote and of a line feed.
 */
final class JsonScanner {
    /** How deep a document may nest: more could exhaust the stack. */
    static final int MAX_DEPTH = 255;

    static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final String json;
    private final int end;
    private int at;
    private int depth;

    /** Whether the last string had an escape; of the string that starts before {@link #at}. */
    private boolean escaped;

    /** A scanner of a document; a byte order mark before it is left out. */
    JsonScanner(String json) {
        this.json = json;
        end = json.length();
        at = json.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    }

    /** The first character of the next value, which isn't consumed. */
    char peek() throws MalformedJsonException {
        skipBlanks();
        if (at == end) {
            throw new MalformedJsonException();
        }
        return json.charAt(at);
    }

    private void skipBlanks() {
        while (at < end && isBlank(json.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Where the next value, or what follows the last one, begins. */
    int position() {
        return at;
    }

    String text(int from, int to) {
        return json.substring(from, to);
    }

    /** Replaces the depth, for a document within this one; returns the one before. */
    int depth(int newDepth) {
        int before = depth;
        depth = newDepth;
        return before;
    }

    /** Enters the list or object that is next; whether it has an element, which is next then. */
    boolean enter(char closing) throws MalformedJsonException {
        at++;
        if (++depth > MAX_DEPTH) {
            throw new MalformedJsonException();
        }
        return peek() != closing || leave();
    }

    /** Whether the list or object has another element, which is next then; leaves it if not. */
    boolean hasMore(char closing) throws MalformedJsonException {
        char next = peek();
        if (next == closing) {
            return leave();
        }
        if (next != ',') {
            throw new MalformedJsonException();
        }
        at++;
        return true;
    }

    private boolean leave() {
        at++;
        depth--;
        return false;
    }

    /** Reads the name of a member and its colon; its number among the names, -1 for another one. */
    int name(FieldNames names) throws MalformedJsonException {
        int start = quoted();
        int found = escaped ? names.find(unescaped(start, at - 1)) : names.find(json, start, at - 1);
        colon();
        return found;
    }

    /** Reads the name of a member and its colon. */
    String name() throws MalformedJsonException {
        String name = string();
        colon();
        return name;
    }

    private void colon() throws MalformedJsonException {
        if (peek() != ':') {
            throw new MalformedJsonException();
        }
        at++;
    }

    /** Reads the string that is next. */
    private String string() throws MalformedJsonException {
        int start = quoted();
        return escaped ? unescaped(start, at - 1) : text(start, at - 1);
    }

    /** Skips the string that is next, and validates its escapes; where its content begins. */
    private int quoted() throws MalformedJsonException {
        if (peek() != '"') {
            throw new MalformedJsonException();
        }
        int start = ++at;
        escaped = false;
        while (at < end) {
            char c = json.charAt(at++);
            if (c == '"') {
                return start;
            }
            if (c == '\\') {
                escaped = true;
                escape();
            }
        }
        throw new MalformedJsonException();
    }

    private String unescaped(int from, int to) throws MalformedJsonException {
        StringBuilder text = new StringBuilder(to - from);
        int after = at;
        int plain = from;
        at = from;
        while (at < to) {
            if (json.charAt(at++) == '\\') {
                text.append(json, plain, at - 1).append(escape());
                plain = at;
            }
        }
        at = after;
        return text.append(json, plain, to).toString();
    }

    /** Reads the rest of an escape. */
    private char escape() throws MalformedJsonException {
        if (at == end) {
            throw new MalformedJsonException();
        }
        char kind = json.charAt(at++);
        return switch (kind) {
            case 'u' -> unicode();
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case '\n', '\'', '"', '\\', '/' -> kind;
            default -> throw new MalformedJsonException();
        };
    }

    private char unicode() throws MalformedJsonException {
        if (end - at < HEX_DIGITS) {
            throw new MalformedJsonException();
        }
        int unit = 0;
        for (int last = at + HEX_DIGITS; at < last; at++) {
            char digit = json.charAt(at);
            int value = digit > 'f' ? -1 : Character.digit(digit, HEX); // no digits of other scripts
            if (value < 0) {
                throw new MalformedJsonException();
            }
            unit = unit * HEX + value;
        }
        return (char) unit;
    }

    /** The text of the string, number or boolean that is next; null for another value, which is skipped. */
    @Nullable
    String scalar() throws MalformedJsonException {
        return switch (peek()) {
            case '"' -> string();
            case '{', '[', 'n', 'N' -> {
                skip();
                yield null;
            }
            case 't', 'T' -> {
                word("true");
                yield "true";
            }
            case 'f', 'F' -> {
                word("false");
                yield "false";
            }
            default -> {
                int start = at;
                number();
                yield text(start, at);
            }
        };
    }

    /** Skips the value that is next. */
    void skip() throws MalformedJsonException {
        switch (peek()) {
            case '"' -> quoted();
            case '{' -> {
                for (boolean more = enter('}'); more; more = hasMore('}')) {
                    quoted();
                    colon();
                    skip();
                }
            }
            case '[' -> {
                for (boolean more = enter(']'); more; more = hasMore(']')) {
                    skip();
                }
            }
            case 't', 'T' -> word("true");
            case 'f', 'F' -> word("false");
            case 'n', 'N' -> word("null");
            default -> number();
        }
    }

    private void word(String word) throws MalformedJsonException {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == end || (json.charAt(at) | 0x20) != word.charAt(i)) {
                throw new MalformedJsonException();
            }
        }
        delimited();
    }

    private void number() throws MalformedJsonException {
        if (json.charAt(at) == '-') {
            at++;
        }
        int whole = at;
        int count = digits();
        boolean valid = count == 1 || (count > 1 && json.charAt(whole) != '0');
        if (at < end && json.charAt(at) == '.') {
            at++;
            valid &= digits() > 0;
        }
        if (at < end && (json.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < end && (json.charAt(at) == '+' || json.charAt(at) == '-')) {
                at++;
            }
            valid &= digits() > 0;
        }
        if (!valid) {
            throw new MalformedJsonException();
        }
        delimited();
    }

    private int digits() {
        int start = at;
        while (at < end && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    /** Checks that nothing is joined to a number or word. */
    private void delimited() throws MalformedJsonException {
        if (at < end && !isBlank(json.charAt(at)) && ",]}".indexOf(json.charAt(at)) < 0) {
            throw new MalformedJsonException();
        }
    }

    /** Checks that the document ends here. */
    void end() throws MalformedJsonException {
        skipBlanks();
        if (at < end) {
            throw new MalformedJsonException();
        }
    }
}
