package io.heliograph.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One simulated vendor: its answers and the messages that it holds. Safe for use by many threads. */
interface Vendor {
    /** The name in URLs and in {@link Sandbox#vendors()}: lower-case letters. */
    String name();

    /** What the vendor's documented base URL has after the host: empty, or a path that starts with a slash. */
    String basePath();

    Map<String, String> credentials();

    /** Answers one request; {@code rateLimited} makes every send that would be stored a refusal. */
    Reply answer(Request request, boolean rateLimited);

    /** What was accepted so far, oldest first. */
    List<InboxMessage> inbox();

    /** Tells everything to this URL from now on, besides those that were registered by the vendor's API. */
    default void webhook(URI target) {
        throw new IllegalArgumentException(name() + " documents no webhooks.");
    }

    /** What its console's webhooks are signed with; empty where nothing is signed. */
    default Optional<String> webhookSecret() {
        return Optional.empty();
    }

    /** Takes a message from a phone and returns its id. */
    default String receive(Inbound inbound) {
        throw new IllegalArgumentException(name() + " documents no messages from phones.");
    }

    /** Says that all is well. */
    default void ping() {
        throw new IllegalArgumentException(name() + " documents no pings.");
    }
}
