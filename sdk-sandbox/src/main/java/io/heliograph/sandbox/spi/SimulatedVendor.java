package io.heliograph.sandbox.spi;

import io.heliograph.sandbox.InboxMessage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One vendor that the sandbox plays: it answers requests by the vendor's documentation and holds what it has accepted.
 * Register it with {@link io.heliograph.sandbox.Sandbox.Builder#vendor}, or as a service by a
 * {@link SimulatedVendorFactory}.
 *
 * <p>Implementations are thread-safe: requests, the inbox and due webhooks come on threads of their own.
 */
public interface SimulatedVendor {
    /**
     * The name in URLs, in {@link io.heliograph.sandbox.Sandbox#vendors()} and in the inbox: a lower-case letter, then up
     * to 31 lower-case letters and digits; always the same. Take the name of the provider that the vendor is played for.
     */
    String name();

    /** What the vendor's documented base URL has after the host: empty, or a path that starts with a slash and doesn't end with one. */
    default String basePath() {
        return "";
    }

    /** The credentials that {@link #handle} accepts, by the names of the provider's settings; empty by default. */
    default Map<String, String> credentials() {
        return Map.of();
    }

    /**
     * Answers one request. The path starts with {@link #basePath()} where the client was given the vendor's base URL; any
     * other path can come too. What is thrown cuts the connection.
     *
     * @param rateLimited whether a valid send is to be refused for its rate, with nothing stored; reads, and the refusal of
     *     a bad request, stay as they are
     * @return {@link SandboxResponse#afterStoring()} where a message was accepted
     */
    SandboxResponse handle(SandboxRequest request, boolean rateLimited);

    /** One entry for each phone that an accepted message goes to, oldest first, in the state of this moment. */
    List<InboxMessage> inbox();

    /**
     * Sends every event to this URL from now on, besides those that a program has registered by the vendor's API.
     *
     * @throws IllegalArgumentException when the vendor has no webhooks, as by default
     */
    default void webhook(URI target) {
        throw new IllegalArgumentException(name() + " documents no webhooks.");
    }

    /** What webhooks to the URL of {@link #webhook} are signed with; empty where nothing is signed, as by default. */
    default Optional<String> webhookSecret() {
        return Optional.empty();
    }

    /**
     * Takes a message from a phone and returns the id that the vendor gives it.
     *
     * @throws IllegalArgumentException when the vendor has no inbound messages, as by default
     */
    default String receive(InboundMessage inbound) {
        throw new IllegalArgumentException(name() + " documents no messages from phones.");
    }

    /**
     * Sends the webhook that says that all is well.
     *
     * @throws IllegalArgumentException when the vendor has none, as by default
     */
    default void ping() {
        throw new IllegalArgumentException(name() + " documents no pings.");
    }
}
