package io.heliograph.sandbox;

import java.util.List;
import java.util.Map;

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
}
