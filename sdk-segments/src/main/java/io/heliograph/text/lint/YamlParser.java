package io.heliograph.text.lint;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the texts of a YAML document of nested keys, lists and scalars, which is what message bundles are.
 *
 * <p>It refuses what it doesn't read, with the line: anchors and aliases, tags, lists and maps in brackets, several documents.
 */
final class YamlParser {
    private static final int MAX_DEPTH = 100;
    private static final String REFUSED = "&*!|>@`%{[]},?";

    /** Plain scalars that YAML 1.1 or 1.2 makes something else of than a text. */
    private static final Pattern NO_TEXT = Pattern.compile(
            "~|null|Null|NULL"
                    + "|true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
                    + "|[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?|0x[0-9a-fA-F_]+|0o[0-7_]+"
                    + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|[0-9]+(:[0-5]?[0-9])+(\\.[0-9]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

    private final YamlLines lines;
    private final YamlScalars scalars;
    private final TextEntries entries;

    private YamlParser(YamlLines lines, TextEntries entries) {
        this.lines = lines;
        this.entries = entries;
        scalars = new YamlScalars(lines);
    }

    static void parse(List<String> text, TextEntries entries) {
        YamlParser parser = new YamlParser(new YamlLines(text, entries), entries);
        parser.document();
    }

    private void document() {
        if (lines.findContent() && lines.line().startsWith("%")) {
            throw lines.problem("has a directive, which isn't read; remove it");
        }
        if (lines.findContent() && lines.line().stripTrailing().equals("---")) {
            lines.next();
        }
        if (!lines.findContent()) {
            return;
        }
        node("", -1, 0);
        if (lines.findContent() && lines.line().stripTrailing().equals("...")) {
            lines.next();
        }
        if (lines.findContent()) {
            throw isMarker(lines.line())
                    ? lines.problem("begins another document; put it in a file of its own")
                    : lines.problem("is indented less than the lines before, or is no key with a colon");
        }
    }

    private static boolean isMarker(String line) {
        return line.startsWith("---") || line.startsWith("...");
    }

    /** What is on the lines that are indented more than this; nothing if there are none. */
    private void node(String path, int parentIndent, int depth) {
        if (depth > MAX_DEPTH) {
            throw lines.problem("is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (!lines.findContent() || lines.indent() <= parentIndent || isMarker(lines.line())) {
            return;
        }
        int indent = lines.indent();
        if (isItem(lines.line(), indent)) {
            list(path, indent, depth);
        } else if (keyEnd(lines.line(), indent) >= 0) {
            mapping(path, indent, depth);
        } else if (path.isEmpty()) {
            throw lines.problem("is no key with a colon, such as greeting: Hello");
        } else {
            scalar(path, indent, parentIndent);
        }
    }

    private static boolean isItem(String line, int indent) {
        return line.startsWith("- ", indent)
                || line.substring(indent).stripTrailing().equals("-");
    }

    private void list(String path, int indent, int depth) {
        int index = 0;
        while (lines.findContent() && lines.indent() == indent && isItem(lines.line(), indent)) {
            String line = lines.line();
            String rest = line.substring(indent + 1);
            if (isComment(rest)) {
                lines.next();
            } else {
                lines.replace(" ".repeat(indent + 1) + rest);
            }
            node(TextEntries.item(path, index++), indent, depth + 1);
        }
        checkIndent(indent);
    }

    private void mapping(String path, int indent, int depth) {
        while (lines.findContent() && lines.indent() == indent && !isMarker(lines.line())) {
            String line = lines.line();
            int end = keyEnd(line, indent);
            if (end < 0 || isItem(line, indent)) {
                throw lines.problem("is no key with a colon, such as greeting: Hello");
            }
            String key = TextEntries.below(path, key(line.substring(indent, end).strip()));
            entries.key(lines.number(), key);
            int start = end + 1;
            if (isComment(line.substring(start))) {
                lines.next();
                // A list may be indented as its key is.
                boolean isList = lines.findContent() && lines.indent() == indent && isItem(lines.line(), indent);
                node(key, isList ? indent - 1 : indent, depth + 1);
            } else {
                scalar(key, start + YamlLines.indent(line.substring(start)), indent);
            }
        }
        checkIndent(indent);
    }

    private void checkIndent(int indent) {
        if (lines.findContent() && lines.indent() > indent) {
            throw lines.problem("is indented unlike the lines before; is a quote or a colon missing?");
        }
    }

    private static boolean isComment(String rest) {
        String content = rest.strip();
        return content.isEmpty() || (content.charAt(0) == '#' && rest.charAt(0) != '#');
    }

    /** The place of the colon behind a key; -1 if a line has no key. */
    private int keyEnd(String line, int indent) {
        char first = line.charAt(indent);
        int from = indent;
        if (first == '"' || first == '\'') {
            from = line.indexOf(first, indent + 1);
            if (from < 0) {
                return -1;
            }
            int end = from + 1 + YamlLines.indent(line.substring(from + 1));
            return end < line.length() && line.charAt(end) == ':' ? end : -1;
        }
        int comment = line.indexOf(" #");
        int end = line.indexOf(": ", from);
        if (end < 0 && line.stripTrailing().endsWith(":")) {
            end = line.stripTrailing().length() - 1;
        }
        return comment >= 0 && comment < end ? -1 : end;
    }

    private String key(String key) {
        if (key.startsWith("\"") || key.startsWith("'")) {
            if (key.indexOf('\\') >= 0) {
                throw lines.problem("has a key with a backslash, which isn't read");
            }
            return key.substring(1, key.length() - 1);
        }
        if (key.isEmpty() || REFUSED.indexOf(key.charAt(0)) >= 0 || key.equals("<<")) {
            throw lines.problem("has a key that begins with one of & * ! ? { [ or is <<, which isn't read");
        }
        return key;
    }

    private void scalar(String path, int start, int parentIndent) {
        int number = lines.number();
        char first = lines.line().charAt(start);
        switch (first) {
            case '"' -> entries.text(number, path, scalars.doubleQuoted(start, parentIndent));
            case '\'' -> entries.text(number, path, scalars.singleQuoted(start, parentIndent));
            case '|', '>' -> entries.text(number, path, scalars.block(start, parentIndent));
            default -> {
                String rest = lines.line().substring(start).strip();
                if (rest.equals("{}") || rest.equals("[]")) {
                    lines.next();
                    return;
                }
                boolean isRefused = (first == '?' || first == '-') ? !isWord(rest) : REFUSED.indexOf(first) >= 0;
                if (isRefused) {
                    throw lines.problem("has a value that begins with " + first
                            + ", which isn't read; a text that begins with it needs quotes");
                }
                String text = scalars.plain(start, parentIndent);
                if (!NO_TEXT.matcher(text).matches()) {
                    entries.text(number, path, text);
                }
            }
        }
    }

    private static boolean isWord(String rest) {
        return rest.length() > 1 && rest.charAt(1) != ' ';
    }
}
