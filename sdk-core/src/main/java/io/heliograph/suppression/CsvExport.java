package io.heliograph.suppression;

import io.heliograph.message.Sender;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Writes suppressions as CSV in the format that {@link CsvImport} reads; a spreadsheet calculates none of its fields. */
final class CsvExport {
    private CsvExport() {}

    static void write(Iterator<Suppression> suppressions, Writer csv) throws IOException {
        writeLine(csv, CsvHeader.COLUMNS);
        while (suppressions.hasNext()) {
            Suppression suppression = suppressions.next();
            writeLine(
                    csv,
                    List.of(
                            suppression.recipient().e164(),
                            suppression.sender().map(Sender::value).orElse(""),
                            suppression.reason().name(),
                            suppression.provider(),
                            suppression.since().toString(),
                            suppression.until().map(Instant::toString).orElse("")));
        }
        csv.flush();
    }

    private static void writeLine(Writer csv, List<String> fields) throws IOException {
        String separator = "";
        for (String field : fields) {
            csv.write(separator);
            csv.write(quoted(CsvFormula.defused(field)));
            separator = ",";
        }
        csv.write("\r\n");
    }

    private static String quoted(String field) {
        boolean isPlain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
