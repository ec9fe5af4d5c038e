package io.heliograph.internal.csv;

import java.io.IOException;
import java.util.List;

/** Writes lines of a CSV file, of which a spreadsheet calculates no field. */
public final class CsvLine {
    private CsvLine() {}

    public static void write(Appendable csv, List<String> fields) throws IOException {
        String separator = "";
        for (String field : fields) {
            csv.append(separator);
            csv.append(quoted(CsvFormula.defused(field)));
            separator = ",";
        }
        csv.append("\r\n");
    }

    private static String quoted(String field) {
        boolean isPlain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
