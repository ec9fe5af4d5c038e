package io.heliograph.text.lint;

import java.util.ArrayList;
import java.util.List;

/** Reads YAML's scalars in all four forms; each begins at a place of the next line, and the lines that it takes are consumed. */
final class YamlScalars {
    private final YamlLines lines;

    YamlScalars(YamlLines lines) {
        this.lines = lines;
    }

    /** A text without quotes, folded over the following lines that are indented more. */
    String plain(int start, int parentIndent) {
        StringBuilder text = new StringBuilder();
        boolean isOpen = addPlain(lines.line().substring(start), text);
        lines.next();
        while (isOpen) {
            int blanks = 0;
            while (!lines.isAtEnd() && lines.line().isBlank()) {
                blanks++;
                lines.next();
            }
            if (lines.isAtEnd()
                    || lines.indent() <= parentIndent
                    || lines.line().strip().startsWith("#")) {
                break;
            }
            text.append(blanks > 0 ? "\n".repeat(blanks) : " ");
            isOpen = addPlain(lines.line(), text);
            lines.next();
        }
        return text.toString();
    }

    /** Adds a line of a plain text without its comment; false where a comment ends the text. */
    private boolean addPlain(String line, StringBuilder text) {
        String content = line.strip();
        int comment = content.indexOf(" #");
        if (comment >= 0) {
            content = content.substring(0, comment).stripTrailing();
        }
        if (content.contains(": ") || content.endsWith(":")) {
            throw lines.problem("has a colon in a text without quotes; put the text in quotes");
        }
        text.append(content);
        return comment < 0;
    }

    /** A text in single quotes, in which a quote is doubled. */
    String singleQuoted(int start, int parentIndent) {
        return quoted(start, parentIndent, '\'');
    }

    /** A text in double quotes, with escapes. */
    String doubleQuoted(int start, int parentIndent) {
        return quoted(start, parentIndent, '"');
    }

    private String quoted(int start, int parentIndent, char quote) {
        StringBuilder text = new StringBuilder();
        int first = lines.number();
        int at = start + 1;
        while (true) {
            String line = lines.line();
            int kept = text.length();
            while (at < line.length() && (line.charAt(at) != quote || isDoubled(line, at, quote))) {
                boolean isBlank = line.charAt(at) == ' ' || line.charAt(at) == '\t';
                at = addQuoted(line, at, quote, text);
                kept = isBlank ? kept : text.length();
            }
            if (at < line.length()) {
                String rest = line.substring(at + 1);
                if (!rest.isBlank() && !rest.strip().startsWith("#")) {
                    throw lines.problem(
                            "goes on after the closing quote; a quote inside is " + (quote == '"' ? "\\\"" : "''"));
                }
                lines.next();
                return text.toString();
            }
            at = fold(text, kept, parentIndent, first, quote);
        }
    }

    /** Goes to the next line of a quoted text, and says where the text goes on there. */
    private int fold(StringBuilder text, int kept, int parentIndent, int first, char quote) {
        String line = lines.line();
        boolean isEscaped = quote == '"' && Escapes.isContinued(line);
        if (isEscaped) {
            text.setLength(text.length() - 1);
        } else {
            text.setLength(kept);
        }
        lines.next();
        int blanks = 0;
        while (!lines.isAtEnd() && lines.line().isBlank()) {
            blanks++;
            lines.next();
        }
        if (lines.isAtEnd() || lines.indent() <= parentIndent) {
            throw lines.problem("ends a text that begins on line " + first + ", whose closing quote is missing");
        }
        if (blanks > 0) {
            text.append("\n".repeat(blanks));
        } else if (!isEscaped) {
            text.append(' ');
        }
        String next = lines.line();
        return next.indexOf(next.strip());
    }

    private static boolean isDoubled(String line, int at, char quote) {
        return quote == '\'' && line.startsWith("''", at);
    }

    /** Adds a character, or what an escape stands for, and returns the place behind it. */
    private int addQuoted(String line, int at, char quote, StringBuilder text) {
        char c = line.charAt(at);
        if (c == quote) { // a doubled one
            text.append(c);
            return at + 2;
        }
        if (c != '\\' || quote != '"') {
            text.append(c);
            return at + 1;
        }
        if (at + 1 == line.length()) {
            text.append(c); // removed by fold
            return at + 1;
        }
        return lines.escape(line, at + 1, text);
    }

    /** A text in the lines below: {@code |} keeps them, {@code >} folds them. */
    String block(int start, int parentIndent) {
        String header = lines.line().substring(start).strip();
        int comment = header.indexOf(" #");
        String style = comment < 0 ? header : header.substring(0, comment).strip();
        if (!style.matches("[|>]([-+]?[1-9]?|[1-9][-+])")) {
            throw lines.problem(
                    "has a text after " + style.charAt(0) + "; it begins on the next line, or needs quotes");
        }
        lines.next();
        int given = style.replaceAll("[^1-9]", "").isEmpty() ? 0 : Integer.parseInt(style.replaceAll("[^1-9]", ""));
        List<String> content = blockLines(parentIndent, given);
        int end = content.size();
        while (end > 0 && content.get(end - 1).isEmpty()) {
            end--;
        }
        String body =
                style.charAt(0) == '|' ? String.join("\n", content.subList(0, end)) : folded(content.subList(0, end));
        if (style.contains("-") || (end == 0 && !style.contains("+"))) {
            return body;
        }
        return body + (style.contains("+") ? "\n".repeat(content.size() - end + (end > 0 ? 1 : 0)) : "\n");
    }

    private List<String> blockLines(int parentIndent, int given) {
        List<String> content = new ArrayList<>();
        int indent = given > 0 ? Math.max(parentIndent, 0) + given : -1;
        while (!lines.isAtEnd()) {
            String line = lines.line();
            boolean isBlank = line.isBlank();
            if (indent < 0 && !isBlank) {
                indent = lines.indent();
            }
            if (!isBlank && (lines.indent() < indent || lines.indent() <= parentIndent)) {
                break;
            }
            content.add(line.length() > indent && indent >= 0 ? line.substring(indent) : "");
            lines.next();
        }
        return content;
    }

    /** Joins lines by blanks, except around those that are indented more. */
    private static String folded(List<String> content) {
        StringBuilder text = new StringBuilder();
        boolean wasMore = false;
        int breaks = 0;
        boolean isFirst = true;
        for (String line : content) {
            if (line.isEmpty()) {
                breaks++;
                continue;
            }
            boolean isMore = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (isFirst) {
                text.append("\n".repeat(breaks));
            } else if (isMore || wasMore) {
                text.append("\n".repeat(breaks + 1));
            } else {
                text.append(breaks > 0 ? "\n".repeat(breaks) : " ");
            }
            text.append(line);
            isFirst = false;
            wasMore = isMore;
            breaks = 0;
        }
        return text.toString();
    }
}
