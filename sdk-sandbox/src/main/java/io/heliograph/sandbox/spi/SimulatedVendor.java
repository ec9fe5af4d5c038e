package io.heliograph.sandbox.spi;

import io.heliograph.sandbox.model.MessageStatus;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A vendor that the sandbox simulates: it handles requests by the vendor's documentation, and passes accepted messages to
 * {@link VendorContext#accept}.
 * Register it with {@link io.heliograph.sandbox.Sandbox.Builder#vendor}, or as a service by a
 * {@link SimulatedVendorFactory}.
 *
 * <p>Implementations are thread-safe: requests, changes of messages and due webhooks use different threads.
 */
public interface SimulatedVendor {
    /**
     * The name in URLs, in {@link io.heliograph.sandbox.Sandbox#vendors()} and in the inbox: a lower-case letter, then up
     * to 31 lower-case letters and digits; always the same. Use the name of the vendor's provider.
     */
    String name();

    /** The path of the vendor's documented base URL: empty, or a path that starts with a slash and doesn't end with one. */
    default String basePath() {
        return "";
    }

    /** The credentials that {@link #handle} accepts, by the names of the provider's settings; empty by default. */
    default Map<String, String> credentials() {
        return Map.of();
    }

    /**
     * Handles one request. The path starts with {@link #basePath()} where the client has the vendor's base URL; any
     * other path is possible too. An exception cuts the connection.
     *
     * @param rateLimited whether the rate limit rejects a valid send, with nothing stored; reads, and the response to
     *     an invalid request, stay the same
     * @return {@link SandboxResponse#afterStoring()} where a message was accepted
     */
    SandboxResponse handle(SandboxRequest request, boolean rateLimited);

    /**
     * The documented failures that the vendor can produce, always the same; none by default. {@link VendorFaults} tells
     * which of them a request meets.
     */
    default List<VendorFault> faults() {
        return List.of();
    }

    /**
     * The steps that end a message now, after which its timeline has no others: those that it skips, if the vendor's answers
     * would miss them, and the end itself. Called without a lock; it must not change anything.
     *
     * @param message a message of this vendor whose state isn't final
     * @param faultCode the code of one of {@link #faults()} with the effect {@link VendorFault.Effect#FAILS_MESSAGE}; null for a
     *     delivery
     * @param at the time of the steps
     * @throws IllegalArgumentException when the vendor can't end this message so, and always by default; the text says why
     */
    default List<Step> ending(SimulatedMessage message, @Nullable String faultCode, Instant at) {
        throw new IllegalArgumentException(name() + " can't end a message before its time.");
    }

    /** What a state of this vendor means; by default what its word usually means, see {@link MessageStatus#ofState}. */
    default MessageStatus status(String state) {
        return MessageStatus.ofState(state);
    }

    /**
     * Forgets what the vendor keeps about some recipients: messages to them, replies from them, opt-outs, idempotency keys;
     * nothing by default. Their reports are no longer made.
     *
     * @param recipient whether a number is one of them, with its plus sign where the vendor knows it
     */
    default void forget(Predicate<String> recipient) {}

    /**
     * Sends every event to this URL from now on, and to the URLs that are registered by the vendor's API.
     *
     * @throws IllegalArgumentException when the vendor has no webhooks, as by default
     */
    default void webhook(URI target) {
        throw new IllegalArgumentException(name() + " documents no webhooks.");
    }

    /** The secret for signing webhooks to the URL of {@link #webhook}; empty without signatures, as by default. */
    default Optional<String> webhookSecret() {
        return Optional.empty();
    }

    /**
     * Receives a message from a phone, and returns the vendor's id for it.
     *
     * @throws IllegalArgumentException when the vendor has no inbound messages, as by default
     */
    default String receive(InboundMessage inbound) {
        throw new IllegalArgumentException(name() + " documents no messages from phones.");
    }

    /**
     * Sends the vendor's ping webhook.
     *
     * @throws IllegalArgumentException when the vendor has none, as by default
     */
    default void ping() {
        throw new IllegalArgumentException(name() + " documents no pings.");
    }
}
