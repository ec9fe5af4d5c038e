package io.heliograph;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many retries a provider is worth: each costs a token, and ten accepted messages earn one, so that an outage makes no
 * storm. Thread-safe.
 */
final class RetryBudget {
    private static final int A_RETRY = 10;
    private static final int MOST = 20 * A_RETRY;

    private final AtomicInteger tenths = new AtomicInteger(MOST);

    /** Takes a retry's worth; false if it isn't there. */
    boolean take() {
        return tenths.getAndUpdate(left -> left >= A_RETRY ? left - A_RETRY : left) >= A_RETRY;
    }

    void earn() {
        if (tenths.get() < MOST) {
            tenths.updateAndGet(left -> Math.min(MOST, left + 1));
        }
    }
}
