package io.heliograph.text.lint;

import java.util.ArrayList;
import java.util.List;

/** The lines of a YAML document, and the one that is read next. */
final class YamlLines {
    private final List<String> lines;
    private final TextEntries entries;
    private int at;

    YamlLines(List<String> lines, TextEntries entries) {
        this.lines = new ArrayList<>(lines);
        if (lines.get(lines.size() - 1).isEmpty()) { // behind the last line end
            this.lines.remove(lines.size() - 1);
        }
        this.entries = entries;
    }

    /** Moves over blank lines and comments; false at the end. */
    boolean findContent() {
        while (at < lines.size()) {
            String content = lines.get(at).strip();
            if (!content.isEmpty() && content.charAt(0) != '#') {
                if (lines.get(at).indexOf('\t') >= 0
                        && lines.get(at).indexOf('\t') < lines.get(at).indexOf(content)) {
                    throw problem("is indented with a tab; YAML wants blanks");
                }
                return true;
            }
            at++;
        }
        return false;
    }

    boolean isAtEnd() {
        return at >= lines.size();
    }

    /** The number of the next line, from 1. */
    int number() {
        return at + 1;
    }

    String line() {
        return lines.get(at);
    }

    void next() {
        at++;
    }

    /** Has the rest of an item of a list read as if it were on a line of its own. */
    void replace(String line) {
        lines.set(at, line);
    }

    int indent() {
        return indent(lines.get(at));
    }

    static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    /** Adds what an escape of a text in double quotes stands for, and returns the place behind it. */
    int escape(String line, int at, StringBuilder text) {
        char c = line.charAt(at);
        int plain = "0abtnvfre \"/\\N_LP".indexOf(c);
        if (plain >= 0) {
            text.append("\0\u0007\b\t\n\u000B\f\r\u001B \"/\\\u0085\u00A0\u2028\u2029".charAt(plain));
            return at + 1;
        }
        int digits = switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> throw problem("has an escape that YAML doesn't have; a backslash in double quotes is \\\\");
        };
        text.append(Escapes.ofDigits(line, at + 1, digits, number(), entries));
        return at + 1 + digits;
    }

    TextFileException problem(String problem) {
        return entries.problem(Math.min(number(), Math.max(1, lines.size())), problem);
    }
}
