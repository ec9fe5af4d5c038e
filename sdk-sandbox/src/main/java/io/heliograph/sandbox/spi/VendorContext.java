package io.heliograph.sandbox.spi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What all vendors of one sandbox share. Thread-safe; implemented by the sandbox only. */
public interface VendorContext {
    /** The clock of every state and time. A test may move it by hand, so a vendor has no timers. */
    Clock clock();

    /** The time from acceptance to delivery, 1 millisecond to 1 day. */
    Duration deliverAfter();

    /**
     * Schedules webhooks. Those of one time are sent in the order of these calls.
     *
     * @param webhooks asked once, when the time has come, on the thread that sends them: so what is registered until then
     *     counts; empty for none
     */
    void schedule(Instant at, Supplier<List<OutgoingWebhook>> webhooks);

    /**
     * A URL that a program registers by the vendor's API; empty where it is none, or webhooks may not go there: to loopback
     * addresses only, unless {@link io.heliograph.sandbox.Sandbox.Builder#anyWebhookTarget()} is set.
     */
    Optional<URI> webhookTarget(String url);

    /** What a vendor signs with: the user's secret for the vendor of this name, else {@code sandbox}. */
    String webhookSecret(String vendor);
}
