package io.heliograph.webhook;

import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.tracking.StatusReport;
import java.util.Optional;

/**
 * A report on a message that was sent: what has become of it, or of one of its recipients or parts. Reports repeat, and an
 * older one may come after a newer one; {@code client.tracker()} puts them in order. Immutable and thread-safe.
 *
 * @param report what it says, with the event's id
 * @param vendorEvent the vendor's name for the kind of event; empty where it gives none
 * @param rawJson the vendor's document, unchanged
 */
public record StatusChanged(StatusReport report, String vendorEvent, String rawJson) implements SmsEvent {
    /** The message, by the id that its send gave. */
    public MessageId id() {
        return report.id();
    }

    /**
     * What this report alone says. The message may be further already, or not so far where the report is about one part or one
     * recipient of several: what became of the whole is what {@code client.tracker()} says.
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
