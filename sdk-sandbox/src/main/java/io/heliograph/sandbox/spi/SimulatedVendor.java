package io.heliograph.sandbox.spi;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.VendorFault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor that the sandbox simulates: it handles requests by the vendor's documentation and keeps accepted messages.
 * Register it with {@link io.heliograph.sandbox.Sandbox.Builder#vendor}, or as a service by a
 * {@link SimulatedVendorFactory}.
 *
 * <p>Implementations are thread-safe: requests, the inbox and due webhooks use different threads.
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

    /** One entry for each phone of an accepted message, oldest first, in the current state. */
    List<InboxMessage> inbox();

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
