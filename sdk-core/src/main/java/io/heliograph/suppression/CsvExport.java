package io.heliograph.suppression;

import io.heliograph.message.Sender;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Writes suppressions as CSV in the format that {@link CsvImport} reads. */
final class CsvExport {
    private CsvExport() {}

    static void write(Iterator<Suppression> suppressions, Writer csv) throws IOException {
        writeLine(csv, CsvImport.COLUMNS);
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
            csv.write(quoted(field));
            separator = ",";
        }
        csv.write("\r\n");
    }

    private static String quoted(String field) {
        return field.indexOf(',') >= 0 || field.indexOf('"') >= 0 ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
