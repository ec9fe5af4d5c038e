package io.heliograph.tracking;

import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The reports in a message: of itself, of each recipient and of each part. Thread-safe. */
final class MessageReports {
    private MessageReports() {}

    /** The reports in a message, with the expected number of parts for vendors that don't count them. */
    static List<StatusReport> of(Message message, int parts, ReportSource source, Instant receivedAt) {
        StatusReport whole = ofWhole(message, parts, source, receivedAt);
        if (message.recipients().isEmpty() && message.partIds().isEmpty()) {
            return List.of(whole);
        }
        List<StatusReport> reports = new ArrayList<>();
        reports.add(whole);
        for (RecipientStatus recipient : message.recipients()) {
            if (recipient.to().isPresent()) { // a report without a recipient would be one of the whole message
                reports.add(StatusReport.of(message.id(), recipient.status(), source, receivedAt)
                        .recipient(recipient.to().get())
                        .recipients(message.recipients().size())
                        .rawStatus(recipient.rawStatus())
                        .failure(recipient.failure().orElse(null))
                        .build());
            }
        }
        addParts(reports, message, source, receivedAt);
        return reports;
    }

    private static StatusReport ofWhole(Message message, int parts, ReportSource source, Instant receivedAt) {
        // A vendor may omit the recipients in a status query's response: no recipient isn't one recipient.
        boolean single = message.recipients().isEmpty()
                && (source == ReportSource.RECEIPT || message.to().isPresent());
        int size = message.partIds().size();
        return StatusReport.of(message.id(), message.status(), source, receivedAt)
                .recipients(single ? 1 : message.recipients().size())
                .parts(size == 0 ? message.segments().orElse(parts) : size)
                .rawStatus(message.rawStatus())
                .price(message.price().orElse(null))
                .fees(message.fees().orElse(null))
                .tag(message.tag().orElse(null))
                .failure(message.failure().orElse(null))
                .occurredAt(
                        message.status() == Status.DELIVERED
                                ? message.deliveredAt().orElse(null)
                                : null)
                .build();
    }

    /** The reports that link the parts' ids to the message, and those of the parts that the vendor rejected. */
    private static void addParts(List<StatusReport> reports, Message message, ReportSource source, Instant receivedAt) {
        int parts = message.partIds().size();
        for (int part = 1; part <= parts; part++) {
            MessageId id = message.partIds().get(part - 1);
            if (id.isKnown()) {
                reports.add(StatusReport.of(id, Status.UNKNOWN, source, receivedAt)
                        .partOf(new PartOf(message.id(), part, parts))
                        .build());
            } else if (message.rejectedParts().contains(part)) {
                reports.add(StatusReport.of(message.id(), Status.FAILED, source, receivedAt)
                        .part(part, parts)
                        .build());
            }
        }
    }
}
