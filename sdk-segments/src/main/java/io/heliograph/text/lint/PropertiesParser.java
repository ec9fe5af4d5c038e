package io.heliograph.text.lint;

import java.util.List;

/** Reads the format of {@code java.util.Properties}, with line numbers. */
final class PropertiesParser {
    private final List<String> lines;
    private final TextEntries entries;
    private int next;

    private PropertiesParser(List<String> lines, TextEntries entries) {
        this.lines = lines;
        this.entries = entries;
    }

    static void parse(List<String> lines, TextEntries entries) {
        PropertiesParser parser = new PropertiesParser(lines, entries);
        while (parser.next < lines.size()) {
            parser.entry();
        }
    }

    private void entry() {
        int line = next + 1;
        String logical = withoutIndent(lines.get(next++));
        if (logical.isEmpty() || logical.charAt(0) == '#' || logical.charAt(0) == '!') {
            return;
        }
        StringBuilder joined = new StringBuilder(logical);
        while (Escapes.isContinued(joined)) {
            joined.setLength(joined.length() - 1);
            if (next >= lines.size()) {
                break;
            }
            joined.append(withoutIndent(lines.get(next++)));
        }
        int end = keyEnd(joined);
        String key = unescaped(joined.substring(0, end), line);
        entries.key(line, key);
        entries.text(line, key, unescaped(joined.substring(valueStart(joined, end)), line));
    }

    private static String withoutIndent(String line) {
        int start = 0;
        while (start < line.length() && isBlank(line.charAt(start))) {
            start++;
        }
        return line.substring(start);
    }

    private static int keyEnd(CharSequence line) {
        int end = 0;
        while (end < line.length()
                && line.charAt(end) != '='
                && line.charAt(end) != ':'
                && !isBlank(line.charAt(end))) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, line.length());
    }

    private static int valueStart(CharSequence line, int keyEnd) {
        int start = keyEnd;
        boolean separated = false;
        while (start < line.length()) {
            char c = line.charAt(start);
            if (!isBlank(c) && (separated || (c != '=' && c != ':'))) {
                break;
            }
            separated |= !isBlank(c);
            start++;
        }
        return start;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private String unescaped(String text, int line) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                plain.append(c);
                continue;
            }
            c = text.charAt(at++);
            switch (c) {
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case 'n' -> plain.append('\n');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    plain.append(Escapes.ofDigits(text, at, 4, line, entries));
                    at += 4;
                }
                default -> plain.append(c);
            }
        }
        return plain.toString();
    }
}
