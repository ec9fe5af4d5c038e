package io.heliograph.webhook;

import java.net.URI;
import java.time.Instant;

/** Verifies that a webhook request is the vendor's, before its body is parsed. Thread-safe. */
public interface WebhookVerifier {
    /**
     * Accepts or rejects a request. After an accepted one the caller calls {@link #handled} or {@link #release};
     * until then the same request is rejected as in progress.
     *
     * @param now the current time
     * @throws WebhookRejectedException if it isn't proved to be the vendor's, or is a replay; never anything else
     */
    void verify(WebhookRequest request, Instant now);

    /** Records that a request was handled, so that repeats of it are rejected as replays. */
    default void handled(WebhookRequest request) {}

    /**
     * Shortens how long an accepted request is remembered once it was handled. Called where nothing in the request tells a
     * repeat by the vendor from a new message of the same person.
     *
     * @param time from when on a repeat is accepted
     */
    default void forgetAt(WebhookRequest request, Instant time) {}

    /** Releases a request that couldn't be handled, so that a repeat of it is accepted. */
    default void release(WebhookRequest request) {}

    /** Whether verification is set up; if not, every request is rejected. */
    default boolean isSetUp() {
        return true;
    }

    /** Whether the proof covers the request's content, as a signature does, rather than only the knowledge of the URL. */
    default boolean provesContent() {
        return false;
    }

    /** The URL to register at the vendor: with a token where a token proves the vendor. */
    default URI callbackUrl(URI plain) {
        return plain;
    }
}
