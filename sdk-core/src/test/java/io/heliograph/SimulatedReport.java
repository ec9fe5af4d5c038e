package io.heliograph;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.time.Instant;

/**
 * What a simulated vendor reports on a message, with the key of its send.
 *
 * @param subject the logical send of the key, or the first of several
 * @param failed whether nobody gets it
 */
record SimulatedReport(MessageId id, String subject, IdempotencyKey key, boolean failed) {
    StatusReport at(Instant now) {
        return StatusReport.of(id, failed ? Status.FAILED : Status.DELIVERED, ReportSource.WEBHOOK, now)
                .rawStatus("reported")
                .key(key)
                .build();
    }
}
