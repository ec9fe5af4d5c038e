package io.heliograph.campaign;

import io.heliograph.internal.csv.CsvLine;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import java.io.IOException;
import java.util.List;

/** The results of a campaign as CSV. */
final class ResultCsv {
    private static final List<String> HEADER = List.of(
            "line", "to", "state", "provider", "message_id", "error", "reason", "segments", "price", "currency");

    private final RecipientTable recipients;
    private final long campaign;
    private final boolean masks;

    ResultCsv(RecipientTable recipients, long campaign, boolean masks) {
        this.recipients = recipients;
        this.campaign = campaign;
        this.masks = masks;
    }

    void write(Appendable csv, int page) throws IOException {
        CsvLine.write(csv, HEADER);
        long after = -1;
        while (true) {
            List<RecipientTable.Reported> lines = recipients.report(campaign, after, page);
            if (lines.isEmpty()) {
                return;
            }
            for (RecipientTable.Reported line : lines) {
                CsvLine.write(csv, fields(line));
                after = line.line();
            }
        }
    }

    private List<String> fields(RecipientTable.Reported line) {
        LineResult result = line.result();
        Money price = result.price();
        return List.of(
                Long.toString(line.line()),
                masks ? masked(line.to()) : line.to(),
                result.state().name(),
                result.provider(),
                result.messageId(),
                result.error(),
                result.reason(),
                result.segments() == 0 ? "" : Integer.toString(result.segments()),
                price == null ? "" : price.amount().toPlainString(),
                price == null ? "" : price.currency());
    }

    /** What isn't a number may be one with a slip, so nothing of it is shown. Without the plus, which begins a formula. */
    private static String masked(String to) {
        return PhoneNumber.tryParse(to)
                .map(number -> number.toString().substring(1))
                .orElse("…");
    }
}
