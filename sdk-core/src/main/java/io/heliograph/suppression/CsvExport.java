package io.heliograph.suppression;

import io.heliograph.internal.csv.CsvLine;
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
        CsvLine.write(csv, CsvHeader.COLUMNS);
        while (suppressions.hasNext()) {
            Suppression suppression = suppressions.next();
            CsvLine.write(
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
}
