package io.heliograph.text.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text whose placeholders are filled with as many GSM-7 characters as are assumed.
 *
 * <p>Placeholders are <code>{0}</code>, <code>{name}</code>, <code>{{name}}</code>, <code>${name}</code>, <code>%{name}</code>, {@code %s},
 * {@code %1$s} and {@code %(name)s}. With a numbered one in braces, apostrophes are those of {@code java.text.MessageFormat}.
 */
final class Template {
    private static final Pattern NUMBERED = Pattern.compile("\\{\\d+[,}]");
    private static final Pattern FORMAT =
            Pattern.compile("%(?:\\((\\w+)\\)|(\\d+)\\$)?[-+0#]*\\d*(?:\\.\\d+)?[sdfxc@]");
    private static final Pattern NAME =
            Pattern.compile("\\s*([\\p{L}\\p{N}_][\\p{L}\\p{N}_.\\-]*)\\s*(?:[,:|!?].*)?", Pattern.DOTALL);

    private final String raw;
    private final ToIntFunction<String> assumed;
    private final boolean isMessageFormat;
    private final boolean isFormat;
    private final StringBuilder filled = new StringBuilder();
    /** The index in the raw text of each filled character. */
    private final List<Integer> origins = new ArrayList<>();

    private final List<Placeholder> placeholders = new ArrayList<>();
    private int positional;

    Template(String raw, ToIntFunction<String> assumed) {
        this.raw = raw;
        this.assumed = assumed;
        isMessageFormat = NUMBERED.matcher(raw).find();
        isFormat = FORMAT.matcher(raw).find();
        int at = 0;
        while (at < raw.length()) {
            at = fill(at);
        }
    }

    /** The text with its placeholders filled. */
    String filled() {
        return filled.toString();
    }

    /** The index in the raw text of a character of the filled one. */
    int origin(int index) {
        return origins.get(index);
    }

    List<Placeholder> placeholders() {
        return List.copyOf(placeholders);
    }

    private int fill(int at) {
        char c = raw.charAt(at);
        if (c == '\'' && isMessageFormat) {
            return apostrophe(at);
        }
        int braces = braces(at);
        if (braces > at) {
            return braces;
        }
        if (c == '%' && isFormat) {
            return percent(at);
        }
        return literal(at);
    }

    private int literal(int at) {
        filled.append(raw.charAt(at));
        origins.add(at);
        return at + 1;
    }

    /** Two apostrophes are one; one begins a part without placeholders, up to the next. */
    private int apostrophe(int at) {
        if (raw.startsWith("''", at)) {
            literal(at);
            return at + 2;
        }
        int next = at + 1;
        while (next < raw.length() && (raw.charAt(next) != '\'' || raw.startsWith("''", next))) {
            next += raw.charAt(next) == '\'' ? 1 : 0;
            next = literal(next);
        }
        return next + 1;
    }

    /** Fills a placeholder in braces, and returns the place behind it; the same place if there is none. */
    private int braces(int at) {
        int open = "$%#".indexOf(raw.charAt(at)) >= 0 ? at + 1 : at;
        if (!raw.startsWith("{", open)) {
            return at;
        }
        int end = closing(open);
        if (end < 0) {
            return at;
        }
        boolean isDouble = raw.startsWith("{{", open) && raw.charAt(end - 1) == '}';
        Matcher name = NAME.matcher(isDouble ? raw.substring(open + 2, end - 1) : raw.substring(open + 1, end));
        if (!name.matches()) {
            return at;
        }
        placeholder(name.group(1), at);
        return end + 1;
    }

    /** The brace that closes the one here, with those between them in pairs; -1 if there is none. */
    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < raw.length(); i++) {
            char c = raw.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private int percent(int at) {
        if (raw.startsWith("%%", at)) {
            literal(at);
            return at + 2;
        }
        if (raw.startsWith("%n", at)) {
            filled.append('\n');
            origins.add(at);
            return at + 2;
        }
        Matcher format = FORMAT.matcher(raw).region(at, raw.length());
        if (!format.lookingAt()) {
            return literal(at);
        }
        String name = format.group(1) != null ? format.group(1) : format.group(2);
        placeholder(name != null ? name : String.valueOf(++positional), at);
        return format.end();
    }

    private void placeholder(String name, int at) {
        int length = assumed.applyAsInt(name);
        placeholders.add(new Placeholder(name, at, length));
        filled.append("x".repeat(length));
        for (int i = 0; i < length; i++) {
            origins.add(at);
        }
    }
}
