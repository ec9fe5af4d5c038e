package io.heliograph.internal.csv;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from calculating a CSV field: an apostrophe goes before a field that begins as a formula does, by
 * OWASP's "CSV Injection" (looked up 2026-11). An import takes it away again.
 *
 * <p>A phone number is left alone, because other programs read it, and a spreadsheet makes only a number of it.
 */
public final class CsvFormula {
    private static final char MARK = '\'';

    /** The first characters that are marked; the apostrophe itself and the asterisk, so that nothing else is read as a mark. */
    private static final String MARKED = "=+-@\t\r*" + MARK;

    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{1,15}");

    private CsvFormula() {}

    /** A field as it is written. */
    public static String defused(String field) {
        boolean isMarked = !field.isEmpty()
                && MARKED.indexOf(field.charAt(0)) >= 0
                && !NUMBER.matcher(field).matches();
        return isMarked ? MARK + field : field;
    }

    /** A field without the mark. */
    public static String plain(String field) {
        boolean isMarked = field.length() > 1 && field.charAt(0) == MARK && MARKED.indexOf(field.charAt(1)) >= 0;
        return isMarked ? field.substring(1) : field;
    }
}
