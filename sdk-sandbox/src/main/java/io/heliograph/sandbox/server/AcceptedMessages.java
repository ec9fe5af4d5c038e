package io.heliograph.sandbox.server;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.spi.SimulatedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages that the vendors have accepted, oldest first. Thread-safe. */
public final class AcceptedMessages {
    // Guarded by this.
    private final List<SimulatedMessage> messages = new ArrayList<>();

    synchronized void add(SimulatedMessage message) {
        messages.add(message);
    }

    private synchronized List<SimulatedMessage> all() {
        return List.copyOf(messages);
    }

    /**
     * The message that was shown as this one.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SimulatedMessage find(InboxMessage shown) {
        return all().stream()
                .filter(message -> message.vendor().equals(shown.vendor())
                        && message.id().equals(shown.id())
                        && message.to().equals(shown.to()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The message isn't in the inbox of this sandbox: no message of "
                                + shown.vendor() + " has this id and recipient."));
    }

    /** The messages with their states at a time. */
    public List<InboxMessage> inbox(Instant now) {
        return all().stream().map(message -> message.snapshot(now)).toList();
    }
}
