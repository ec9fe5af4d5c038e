package io.heliograph.campaign;

import io.heliograph.internal.csv.CsvFormula;
import io.heliograph.internal.csv.CsvParser;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The recipients in a CSV file. */
final class CsvRecipients extends Recipients {
    private static final int MAX_LINE = 100_000;
    private static final List<String> COLUMNS = List.of("to", "phone", "number", "mobile", "msisdn", "recipient");
    private static final String SEPARATORS = ",;\t";
    private static final String NAMES = String.join(", ", COLUMNS);

    /** A column name that may be repeated in a message: it is no number. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ .-]{0,39}");

    /** What a spreadsheet makes of a number that it takes for a quantity. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+");

    private static final Pattern DIGITS = Pattern.compile("\\+?[0-9][0-9 ().-]{6,}");

    private final CsvParser parser;
    private final @Nullable String column;
    private List<String> header = List.of();
    private int to;
    private int[] values = {};

    CsvRecipients(Reader csv, @Nullable String column) {
        parser = new CsvParser(csv, MAX_LINE);
        this.column = column == null ? null : lower(column);
    }

    @Override
    Iterator<Line> lines(List<String> placeholders) {
        readHeader(next(), placeholders);
        return new Iterator<>() {
            private @Nullable String line = CsvRecipients.this.next();

            @Override
            public boolean hasNext() {
                return line != null;
            }

            @Override
            public Line next() {
                String current = line;
                if (current == null) {
                    throw new NoSuchElementException();
                }
                Line read = read(parser.number(), current, placeholders);
                line = CsvRecipients.this.next();
                return read;
            }
        };
    }

    private @Nullable String next() {
        try {
            return parser.next();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException(
                    "line " + (parser.number() + 1) + " or one of those after it",
                    "isn't UTF-8; save the file as CSV UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHeader(@Nullable String line, List<String> placeholders) {
        if (line == null) {
            throw fault(
                    "is missing, because the file is empty; its first line names the columns, one of them " + NAMES);
        }
        if (line.indexOf('\0') >= 0 || line.startsWith("\uFFFD")) {
            throw fault("isn't UTF-8 but looks like UTF-16; save the file as CSV UTF-8");
        }
        String first = line;
        if (lower(first).startsWith("sep=")
                && first.length() == 5) { // what Excel reads, and other programs write for it
            first = next();
        }
        if (first == null) {
            throw fault("is missing: the file has the separator alone");
        }
        parser.separator(separator(first));
        List<String> names = parser.fields(first);
        if (names == null) {
            throw fault("can't be read: it is too long, or a quote isn't closed");
        }
        header = names.stream().map(CsvRecipients::lower).toList();
        to = recipientColumn();
        values = placeholders.stream().mapToInt(this::valueColumn).toArray();
    }

    /** The separator that the header has most; a comma where it has one column. */
    private static char separator(String line) {
        char most = ',';
        long count = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char separator = SEPARATORS.charAt(i);
            long found = line.chars().filter(c -> c == separator).count();
            if (found > count) {
                most = separator;
                count = found;
            }
        }
        return most;
    }

    private int recipientColumn() {
        if (column != null) {
            return index(column, "of the recipients");
        }
        List<String> found = COLUMNS.stream().filter(header::contains).toList();
        if (found.isEmpty()
                && header.stream().anyMatch(name -> DIGITS.matcher(name).matches())) {
            throw fault("is missing, because the first line has a number already; put a line above it that names the"
                    + " columns, such as to");
        }
        if (found.isEmpty()) {
            throw fault("has no column with the recipients: it has " + shownHeader() + "; name one " + NAMES
                    + ", or say which it is");
        }
        if (found.size() > 1) {
            throw fault("has several columns that may be the recipients: " + String.join(", ", found)
                    + "; say which it is");
        }
        return index(found.get(0), "of the recipients");
    }

    private int valueColumn(String placeholder) {
        return index(placeholder, "for the placeholder {" + placeholder + "}");
    }

    private int index(String name, String use) {
        int first = header.indexOf(name);
        if (first < 0) {
            throw fault("has no column " + name + " " + use + "; it has " + shownHeader());
        }
        if (header.lastIndexOf(name) != first) {
            throw fault("has the column " + name + " twice; rename one");
        }
        return first;
    }

    private String shownHeader() {
        List<String> shown = new ArrayList<>();
        for (String name : header.subList(0, Math.min(header.size(), 20))) {
            shown.add(NAME.matcher(name).matches() ? name : "one that is " + ValueShape.of(name));
        }
        return String.join(", ", shown);
    }

    private Line read(long number, String line, List<String> placeholders) {
        List<String> fields = parser.fields(line);
        if (fields == null) {
            throw new InvalidRequestException(
                    "line " + number, "can't be read: it is too long, or a quote isn't closed on the same line");
        }
        if (fields.size() != header.size()) {
            return new Line(
                    number,
                    fields.size() > to ? field(fields, to) : "",
                    List.of(),
                    "has " + fields.size() + " fields, and the header has " + header.size());
        }
        String recipient = field(fields, to);
        if (SCIENTIFIC.matcher(recipient).matches()) {
            throw new InvalidRequestException(
                    "line " + number,
                    "has a number that a spreadsheet made a quantity, such as 6.68E+10, so its last digits are lost: format"
                            + " the column as text before the numbers are entered or imported, and export the file again");
        }
        List<String> own = new ArrayList<>(values.length);
        for (int at : values) {
            own.add(field(fields, at));
        }
        return new Line(number, recipient, own, missing(placeholders, own));
    }

    private static String field(List<String> fields, int at) {
        return CsvFormula.plain(fields.get(at));
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static InvalidRequestException fault(String problem) {
        return new InvalidRequestException("header", problem);
    }
}
