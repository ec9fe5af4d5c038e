package io.heliograph.internal.guard;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many retries a provider is worth: each costs a token, and ten accepted messages earn one, so that an outage makes no
 * storm. Thread-safe.
 */
public final class RetryBudget {
    private static final int A_RETRY = 10;
    private static final int MAX = 20 * A_RETRY;

    private final AtomicInteger tenths = new AtomicInteger(MAX);

    /** Takes a retry's worth; false if it isn't there. */
    public boolean take() {
        return tenths.getAndUpdate(left -> left >= A_RETRY ? left - A_RETRY : left) >= A_RETRY;
    }

    void earn() {
        if (tenths.get() < MAX) {
            tenths.updateAndGet(left -> Math.min(MAX, left + 1));
        }
    }
}
