package io.heliograph.suppression;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header of a CSV file of suppressions, and says what it found where it isn't one. */
final class CsvHeader {
    /** The columns in the order of the export; an import accepts any order. */
    static final List<String> COLUMNS = List.of("number", "sender", "reason", "provider", "since", "until");

    private static final String NUMBER = "number";
    private static final String RIGHT = "it must name number and, each once, any of "
            + String.join(", ", COLUMNS.subList(1, COLUMNS.size())) + ", with commas between";

    /** What other programs put between two columns. */
    private static final Map<String, String> SEPARATORS =
            new TreeMap<>(Map.of(";", "semicolons", "\t", "tabs", "|", "vertical bars"));

    private static final Pattern NAME = Pattern.compile("[a-z][a-z _-]{0,29}");
    private static final Pattern DIGITS = Pattern.compile("(.*[0-9]){5}.*");

    private CsvHeader() {}

    /** Whether a line is a header: no row has the word number where others have their number. */
    static boolean isHeader(@Nullable List<String> fields) {
        return fields != null && lowerCase(fields).contains(NUMBER);
    }

    /**
     * The names of the columns, in lower case.
     *
     * @param line null for an empty file
     * @param fields null where the line is malformed
     * @throws InvalidRequestException if it is no header
     */
    static List<String> parse(@Nullable String line, @Nullable List<String> fields) {
        if (line == null) {
            throw fault("is missing, because the file is empty; " + RIGHT);
        }
        if (line.indexOf('\0') >= 0 || line.startsWith("\uFFFD\uFFFD")) {
            throw fault("isn't UTF-8 but looks like UTF-16; save the file as CSV UTF-8");
        }
        if (fields == null) {
            throw fault("can't be read: it is too long, or a quote isn't closed; " + RIGHT);
        }
        List<String> names = lowerCase(fields);
        checkWhatItIs(line, names);
        checkNames(names);
        return names;
    }

    /** Finds files of other programs, and files without a header. */
    private static void checkWhatItIs(String line, List<String> names) {
        if (names.get(0).startsWith("sep=")) {
            throw fault("is missing, because the first line tells Excel the separator; remove that line");
        }
        for (Map.Entry<String, String> separator : SEPARATORS.entrySet()) {
            List<String> parts = lowerCase(Arrays.asList(line.split(Pattern.quote(separator.getKey()), -1)));
            if (parts.size() > 1 && parts.contains(NUMBER)) {
                throw fault("has " + separator.getValue() + " between its columns; " + RIGHT);
            }
        }
        if (names.stream().noneMatch(COLUMNS::contains) && DIGITS.matcher(line).matches()) {
            // The line isn't repeated: it has a number.
            throw fault("is missing, because the first line is a row already; put a line above it: " + RIGHT);
        }
    }

    private static void checkNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                throw fault("has no name for column " + (i + 1) + "; name it, or take a comma too many out");
            }
            if (!COLUMNS.contains(name)) {
                String shown = NAME.matcher(name).matches() ? name : ValueShape.of(name);
                throw fault(
                        "has a column that isn't known, the one at place " + (i + 1) + " (" + shown + "); " + RIGHT);
            }
            if (!seen.add(name)) {
                throw fault("names " + name + " twice; " + RIGHT);
            }
        }
        if (!seen.contains(NUMBER)) {
            throw fault("doesn't name number; " + RIGHT);
        }
    }

    private static InvalidRequestException fault(String problem) {
        return new InvalidRequestException("header", problem);
    }

    private static List<String> lowerCase(List<String> fields) {
        return fields.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
