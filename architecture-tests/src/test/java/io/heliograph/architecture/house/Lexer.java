package io.heliograph.architecture.house;

import java.util.ArrayList;
import java.util.List;

/** Splits a Java source into tokens; it keeps comments, which the compiler's syntax tree omits. */
final class Lexer {
    private static final String TEXT_BLOCK = "\"\"\"";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.position < source.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char first = source.charAt(position);
        if (Character.isWhitespace(first)) {
            take(position + 1);
        } else if (source.startsWith("//", position)) {
            add(Token.Kind.COMMENT, indexOf("\n", position));
        } else if (source.startsWith("/*", position)) {
            add(Token.Kind.COMMENT, indexOf("*/", position + 2) + 2);
        } else if (source.startsWith(TEXT_BLOCK, position)) {
            add(Token.Kind.STRING, closing(TEXT_BLOCK, position + 3));
        } else if (first == '"' || first == '\'') {
            add(first == '"' ? Token.Kind.STRING : Token.Kind.CODE, closing(String.valueOf(first), position + 1));
        } else {
            add(Token.Kind.CODE, Character.isJavaIdentifierPart(first) ? wordEnd() : position + 1);
        }
    }

    private int wordEnd() {
        int end = position;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The end of a literal: after the closing quotes that no backslash precedes. */
    private int closing(String quotes, int from) {
        int end = from;
        while (end < source.length() && !source.startsWith(quotes, end)) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return end + quotes.length();
    }

    private int indexOf(String end, int from) {
        int found = source.indexOf(end, from);
        return found < 0 ? source.length() : found;
    }

    private void add(Token.Kind kind, int end) {
        int start = position;
        int at = line;
        take(end);
        tokens.add(new Token(kind, source.substring(start, position), at));
    }

    private void take(int end) {
        int last = Math.min(end, source.length());
        for (; position < last; position++) {
            if (source.charAt(position) == '\n') {
                line++;
            }
        }
    }
}
