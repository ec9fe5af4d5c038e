package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SimulatedMessage;
import java.time.Instant;
import java.util.List;

/** What has happened in one sandbox, in memory. Thread-safe. */
public final class Journal {
    private final SandboxClock clock;
    private final Events events;
    private final Transitions transitions;
    private final Messages messages;
    private final Exchanges exchanges;
    private final Log<WebhookRecord> webhooks;
    private final Log<Received> received;
    private final Sends sends;
    // Guarded by this.
    private Instant caughtUp = Instant.MIN;

    /**
     * An empty journal.
     *
     * @param maxMessages the number of messages, of inbound messages and of reports that are kept
     * @param maxExchanges the number of exchanges and of webhook attempts that are kept
     */
    public Journal(SandboxClock clock, int maxMessages, int maxExchanges) {
        this.clock = clock;
        events = new Events(clock);
        transitions = new Transitions(events);
        messages = new Messages(clock, events, transitions, maxMessages);
        exchanges = new Exchanges(new Log<>(maxExchanges), events, clock);
        webhooks = new Log<>(maxExchanges);
        received = new Log<>(maxMessages);
        sends = new Sends(new Log<>(maxMessages), messages, events);
    }

    /** The clock of all times. */
    public SandboxClock clock() {
        return clock;
    }

    /** The events. */
    public Events events() {
        return events;
    }

    /** The changes of state that are to come. */
    public Transitions transitions() {
        return transitions;
    }

    /** A message of this time has the states of until then, also if the clock is set back before the next look. */
    private synchronized void passed(Instant at) {
        caughtUp = at.isAfter(caughtUp) ? at : caughtUp;
    }

    /** Publishes the changes of state up to now; after the clock was set back, also those that are undone. */
    public synchronized void catchUp() {
        Instant now = clock.instant();
        if (now.isBefore(caughtUp)) {
            messages.changedBetween(now, caughtUp);
        }
        caughtUp = now;
        transitions.fire(now);
    }

    /** The accepted messages. */
    public Messages messages() {
        return messages;
    }

    /** The accepted messages in their current states, oldest first. */
    public List<InboxMessage> inbox() {
        Instant now = clock.instant();
        return messages.all().stream().map(kept -> kept.snapshot(now)).toList();
    }

    /** The requests to the vendors. */
    public Exchanges exchanges() {
        return exchanges;
    }

    /** The attempts to send a webhook. */
    public Log<WebhookRecord> webhooks() {
        return webhooks;
    }

    /** The messages from phones. */
    public Log<Received> received() {
        return received;
    }

    /** The reports of SDKs. */
    public Sends sends() {
        return sends;
    }

    /** Keeps an accepted message. */
    public KeptMessage keep(SimulatedMessage message) {
        passed(clock.instant());
        KeptMessage kept = messages.keep(message, exchanges.current());
        exchanges.made(kept);
        return kept;
    }

    /** Keeps an attempt to send a webhook. */
    public void keep(WebhookDelivery delivery) {
        KeptMessage message = messages.ofVendor(delivery.vendor(), delivery.messageId(), delivery.recipient())
                .orElse(null);
        WebhookRecord attempt = new WebhookRecord(webhooks.nextId(), delivery, message);
        webhooks.add(attempt);
        events.publish(Event.Kind.WEBHOOK, attempt, delivery.at());
    }

    /**
     * Keeps a message from a phone.
     *
     * @param after the number of the newest accepted message when it came
     * @param at when it came
     */
    public void keep(String vendor, String vendorId, InboundMessage message, long after, Instant at) {
        Received inbound = new Received(received.nextId(), vendor, vendorId, message, after, at);
        received.add(inbound);
        events.publish(Event.Kind.INBOUND, inbound, inbound.at());
    }

    /** Removes everything; the removed messages have no reports any more. */
    public void clear() {
        exchanges.log().removeIf(exchange -> true);
        webhooks.removeIf(attempt -> true);
        received.removeIf(inbound -> true);
        sends.log().removeIf(report -> true);
        forget(messages.all());
    }

    /** Removes the messages, inbound messages and reports of some phones. */
    public void clear(String to) {
        // First: who reads everything again at the messages' event finds nothing of it.
        received.removeIf(inbound -> Numbers.fits(inbound.message().from(), to));
        sends.log().removeIf(report -> Numbers.fits(report.to(), to));
        forget(messages.fitting(InboxQuery.toNumber(to)));
    }

    private void forget(List<KeptMessage> forgotten) {
        forgotten.forEach(kept -> kept.message().reports().lose());
        List<Long> unused = messages.remove(forgotten);
    }
}
