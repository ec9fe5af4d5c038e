package io.heliograph.text.lint;

/** Reads the texts of a JSON document, with line numbers. */
final class JsonParser {
    private static final int MAX_DEPTH = 100;

    private final String json;
    private final TextEntries entries;
    private int at;
    private int line = 1;

    private JsonParser(String json, TextEntries entries) {
        this.json = json;
        this.entries = entries;
    }

    static void parse(String json, TextEntries entries) {
        JsonParser parser = new JsonParser(json, entries);
        if (parser.next() != '{') {
            throw parser.expected("an object such as {\"key\": \"text\"}");
        }
        parser.value("", 0);
        if (parser.next() != 0) {
            throw parser.expected("the end of the file");
        }
    }

    private void value(String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw entries.problem(line, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        char first = next();
        switch (first) {
            case '{' -> object(path, depth);
            case '[' -> array(path, depth);
            case '"' -> {
                int start = line;
                entries.text(start, path, string());
            }
            default -> literal();
        }
    }

    private void object(String path, int depth) {
        at++;
        if (next() == '}') {
            at++;
            return;
        }
        char separator;
        do {
            if (next() != '"') {
                throw expected("a key in double quotes");
            }
            int start = line;
            String key = TextEntries.below(path, string());
            entries.key(start, key);
            if (next() != ':') {
                throw expected("a colon");
            }
            at++;
            value(key, depth + 1);
            separator = next();
            at++;
        } while (separator == ',');
        if (separator != '}') {
            at--;
            throw expected("a comma or }");
        }
    }

    private void array(String path, int depth) {
        at++;
        if (next() == ']') {
            at++;
            return;
        }
        char separator;
        int index = 0;
        do {
            value(TextEntries.item(path, index++), depth + 1);
            separator = next();
            at++;
        } while (separator == ',');
        if (separator != ']') {
            at--;
            throw expected("a comma or ]");
        }
    }

    /** A number, {@code true}, {@code false} or {@code null}, which is no text. */
    private void literal() {
        int start = at;
        while (at < json.length()
                && (Character.isLetterOrDigit(json.charAt(at)) || "+-.".indexOf(json.charAt(at)) >= 0)) {
            at++;
        }
        String literal = json.substring(start, at);
        if (!literal.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            at = start;
            throw expected("a text in double quotes, a number, true, false, null, { or [");
        }
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        at++;
        while (true) {
            char c = at < json.length() ? json.charAt(at) : '\n';
            if (c == '\n' || c == '\r') {
                throw entries.problem(line, "has a text whose closing quote is missing; a line end in a text is \\n");
            }
            at++;
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\') {
                text.append(escape());
            } else if (c < ' ') {
                throw entries.problem(line, "has a control character in a text; write it as an escape such as \\t");
            } else {
                text.append(c);
            }
        }
    }

    private String escape() {
        char c = at < json.length() ? json.charAt(at) : 0;
        at++;
        return switch (c) {
            case '"', '\\', '/' -> String.valueOf(c);
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> {
                at += 4;
                yield Escapes.ofDigits(json, at - 4, 4, line, entries);
            }
            default -> throw entries.problem(line, "has an escape that JSON doesn't have; a backslash is \\\\");
        };
    }

    /** The next character that is no white space, without consuming it; 0 at the end. */
    private char next() {
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '\n') {
                line++;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return c;
            }
            at++;
        }
        return 0;
    }

    private TextFileException expected(String what) {
        return entries.problem(
                line, "isn't JSON: it needs " + what + (at < json.length() ? "" : " where the file ends"));
    }
}
