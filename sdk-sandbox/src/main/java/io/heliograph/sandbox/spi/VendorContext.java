package io.heliograph.sandbox.spi;

import io.heliograph.sandbox.model.VendorFault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The clock, settings, inbox and webhooks that a sandbox gives its vendors. Thread-safe; only the sandbox implements it. */
public interface VendorContext {
    /** The clock for all states and times. A test may move it by hand, so a vendor has no timers. */
    Clock clock();

    /** The time from acceptance to delivery, 1 millisecond to 1 day. */
    Duration deliverAfter();

    /**
     * Keeps an accepted message in the inbox, and schedules the report of each step of its timeline; after a change of the
     * timeline those that are left. Call it once for each phone, before the request is answered.
     */
    void accept(SimulatedMessage message);

    /**
     * Schedules webhooks that aren't the report of one message, such as those about an inbound message. Those for the same time are sent in the order of the calls.
     *
     * @param webhooks called once, when they are due, on the thread that sends them, so that URLs that are registered until
     *     then count; an empty list for none
     */
    void schedule(Instant at, Supplier<List<OutgoingWebhook>> webhooks);

    /**
     * A URL that a program registers by the vendor's API; empty where it is invalid or isn't allowed: only loopback
     * addresses are, unless {@link io.heliograph.sandbox.Sandbox.Builder#anyWebhookTarget()} is set.
     */
    Optional<URI> webhookTarget(String url);

    /**
     * The documented fault of a vendor that is switched on, if it has this effect; one that is switched on for a number
     * of requests counts this call. {@link VendorFaults} calls it, and knows the numbers that stand for a fault too.
     */
    Optional<VendorFault> takeFault(String vendor, VendorFault.Effect effect);

    /** The secret for a vendor's signatures: the user's for the vendor of this name, else {@code sandbox}. */
    String webhookSecret(String vendor);
}
