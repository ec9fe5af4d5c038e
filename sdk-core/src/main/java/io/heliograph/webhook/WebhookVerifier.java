package io.heliograph.webhook;

import java.net.URI;
import java.time.Instant;

/** Proves that a request is a vendor's, before anything in it is read. Thread-safe. */
public interface WebhookVerifier {
    /**
     * Lets a request through, or rejects it. Whoever got one through says {@link #handled} or {@link #release} in the end;
     * until then the same request is rejected as under way.
     *
     * @param now what time it is
     * @throws WebhookRejectedException if it isn't proved to be the vendor's, or came before; never anything else
     */
    void verify(WebhookRequest request, Instant now);

    /** Notes that a request was handled, so that the vendor need not repeat it. */
    default void handled(WebhookRequest request) {}

    /** Forgets that a request came, so that it is taken again: whoever should have handled it couldn't. */
    default void release(WebhookRequest request) {}

    /** Whether there is something to verify by; if not, every request is rejected. */
    default boolean isSetUp() {
        return true;
    }

    /** Whether the proof covers what a request says, as a signature does, and not only who may know the URL. */
    default boolean provesContent() {
        return false;
    }

    /** The URL to register at the vendor: with a token where that is what proves the vendor. */
    default URI callbackUrl(URI plain) {
        return plain;
    }
}
