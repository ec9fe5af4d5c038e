package io.heliograph.webhook;

import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.tracking.StatusReport;
import java.util.Optional;

/**
 * A delivery report (DLR): the status of a sent message, or of one of its recipients or parts. Reports repeat, and an
 * older one may come after a newer one; {@code client.tracker()} puts them in order. Immutable and thread-safe.
 *
 * @param report the status report, with the event's id
 * @param vendorEvent the vendor's name for the kind of event; empty where it gives none
 * @param rawJson the vendor's document, unchanged
 */
public record StatusChanged(StatusReport report, String vendorEvent, String rawJson) implements SmsEvent {
    /** The message's id, as its send returned it. */
    public MessageId id() {
        return report.id();
    }

    /**
     * The status in this report alone. The message may be further already, or not as far where the report is about one part
     * or one recipient of several: {@code client.tracker()} has the status of the whole message.
     */
    public Status status() {
        return report.status();
    }

    @Override
    public String provider() {
        return report.id().provider();
    }

    @Override
    public Optional<String> eventId() {
        return report.eventId().isEmpty() ? Optional.empty() : Optional.of(report.eventId());
    }

    @Override
    public String toString() {
        return "StatusChanged[" + report + "]";
    }
}
