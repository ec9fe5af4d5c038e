package io.heliograph;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import java.util.List;
import java.util.Random;

/** A simulated vendor's errors with a body, read by a real table. */
final class SimulatedErrors {
    private static final String FULL = "queue_full";
    private static final int FULL_STATUS = 503;
    private static final List<Integer> STATUSES = List.of(408, 500, 502, 503, 504);
    private static final List<String> PERSONAL = List.of("+66812345678");

    private static final List<Prose> PROSE = List.of(
            new Prose("insufficient balance", ErrorType.INSUFFICIENT_CREDIT),
            new Prose("rate limit exceeded", ErrorType.RATE_LIMITED),
            new Prose("invalid recipient", ErrorType.INVALID_RECIPIENT),
            new Prose("could not open connection", ErrorType.UNREACHABLE),
            new Prose("content rejected", ErrorType.CONTENT_REJECTED));

    private static final ErrorTable TABLE = ErrorTable.of(rows());

    private SimulatedErrors() {}

    private record Prose(String text, ErrorType type) {}

    private static ErrorRow[] rows() {
        ErrorRow[] rows = new ErrorRow[PROSE.size() + 1];
        rows[0] = ErrorRow.status(FULL_STATUS).withCode(FULL).is(ErrorType.RATE_LIMITED);
        for (int i = 0; i < PROSE.size(); i++) {
            rows[i + 1] = ErrorRow.text(PROSE.get(i).text()).is(PROSE.get(i).type());
        }
        return rows;
    }

    /**
     * A 408 or a 5xx in words that a refusal has too: somebody between us and the vendor, who may have the message.
     *
     * @param isBelieved whether the words are taken for a certain no, which is wrong
     */
    static SendResult prose(AttemptContext context, Random random, boolean isBelieved) {
        int status = STATUSES.get(random.nextInt(STATUSES.size()));
        Prose prose = PROSE.get(random.nextInt(PROSE.size()));
        Replies.answeredAfterBytes(context, status);
        return isBelieved
                ? new SendResult.Rejected(Failure.of(prose.type(), prose.text()))
                : TABLE.result(Replies.of(status), null, "upstream: " + prose.text(), PERSONAL);
    }

    /** A 5xx with a code that the vendor documents for it: a certain no. */
    static SendResult full(AttemptContext context) {
        Replies.answeredAfterBytes(context, FULL_STATUS);
        return TABLE.result(Replies.of(FULL_STATUS), FULL, "", PERSONAL);
    }
}
