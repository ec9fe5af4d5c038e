package io.heliograph.internal.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses a CSV file line by line with bounded memory. Not thread-safe. */
public final class CsvParser {
    private static final int MAX = 1_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final int max;
    private char separator = ',';
    private long number;

    /** Whether the last line was over the maximum length and was cut. */
    private boolean tooLong;

    /** A parser of lines of at most 1,000 characters, with commas between the fields. */
    public CsvParser(Reader reader) {
        this(reader, MAX);
    }

    /** @param max the maximum length of a line in UTF-16 units */
    public CsvParser(Reader reader, int max) {
        this.reader = reader instanceof BufferedReader ? reader : new BufferedReader(reader);
        this.max = max;
    }

    /** Sets what is between the fields of the lines from now on. */
    public void separator(char between) {
        separator = between;
    }

    /** The number of the last line, from 1. */
    public long number() {
        return number;
    }

    /** The next line that isn't blank; null at the end. */
    @Nullable
    public String next() throws IOException {
        String line = line();
        while (line != null && line.isBlank()) {
            line = line();
        }
        return line;
    }

    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        tooLong = false;
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        number++;
        while (c >= 0 && c != '\n') {
            if (line.length() < max) {
                line.append((char) c);
            } else {
                tooLong = true;
            }
            c = reader.read();
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return number == 1 && line.indexOf(String.valueOf(BYTE_ORDER_MARK)) == 0 ? line.substring(1) : line.toString();
    }

    /** The fields of a line without surrounding blanks; null where the line is malformed. */
    @Nullable
    public List<String> fields(String line) {
        if (tooLong) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return quoted ? null : fields;
    }
}
