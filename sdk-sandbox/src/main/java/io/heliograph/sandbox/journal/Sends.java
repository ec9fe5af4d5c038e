package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.spi.SimulatedMessage;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The sends that SDKs report, joined to the messages that they made. Thread-safe. */
public final class Sends {
    private final Log<SendReport> log;
    private final Messages messages;
    private final Events events;

    Sends(Log<SendReport> log, Messages messages, Events events) {
        this.log = log;
        this.messages = messages;
        this.events = events;
    }

    /** The reports, of which the oldest go when there are too many. */
    public Log<SendReport> log() {
        return log;
    }

    /** Keeps a report, and joins it to the message of each attempt. */
    public void add(SendReport report) {
        log.add(report);
        events.publish(Event.Kind.SEND, report);
        join(report, report.provider(), report.messageId());
        for (SendReport.Attempt attempt : report.attempts()) {
            if (attempt.messageId() != null && !attempt.messageId().equals(report.messageId())) {
                join(report, attempt.provider(), attempt.messageId());
            }
        }
    }

    private void join(SendReport report, @Nullable String provider, @Nullable String messageId) {
        if (messageId == null) {
            return;
        }
        Collection<KeptMessage> found = messages.ofVendor(messageId);
        // A provider may have a name of the user's own, which is no vendor's.
        boolean named = found.stream().anyMatch(kept -> kept.message().vendor().equals(provider));
        for (KeptMessage kept : found) {
            SimulatedMessage message = kept.message();
            if ((!named || message.vendor().equals(provider))
                    && (found.size() == 1 || Numbers.fits(message.to(), report.to()))) {
                kept.sentBy(report);
                events.publish(kept);
            }
        }
    }
}
