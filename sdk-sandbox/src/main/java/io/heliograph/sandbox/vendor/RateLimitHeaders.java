package io.heliograph.sandbox.vendor;

import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Instant;

/**
 * The {@code X-RateLimit-*} headers of a vendor with a limit per minute. Nothing is counted: every response looks like
 * the first of its minute, and an exhausted limit resets within a second, so that a client's wait can be tested quickly.
 */
public record RateLimitHeaders(int limit) {
    /** The reset of an exhausted limit, in seconds from the response. */
    public static final int WAIT = 1;

    private static final int WINDOW = 60;

    public SandboxResponse on(SandboxResponse response, Instant now, boolean spent) {
        long reset = now.getEpochSecond() + (spent ? WAIT : WINDOW);
        return response.withHeader("X-RateLimit-Limit", Integer.toString(limit))
                .withHeader("X-RateLimit-Remaining", Integer.toString(spent ? 0 : limit - 1))
                .withHeader("X-RateLimit-Reset", Long.toString(reset));
    }
}
