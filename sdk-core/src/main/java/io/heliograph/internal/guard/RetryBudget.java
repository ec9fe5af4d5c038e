package io.heliograph.internal.guard;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the retries at one provider: each costs a token, and ten accepted messages earn one, so that an outage causes no
 * retry storm. Thread-safe.
 */
public final class RetryBudget {
    private static final int TOKEN = 10;
    private static final int MAX = 20 * TOKEN;

    private final AtomicInteger tenths = new AtomicInteger(MAX);

    /** Takes the token of a retry; false if none is left. */
    public boolean take() {
        return tenths.getAndUpdate(left -> left >= TOKEN ? left - TOKEN : left) >= TOKEN;
    }

    void earn() {
        if (tenths.get() < MAX) {
            tenths.updateAndGet(left -> Math.min(MAX, left + 1));
        }
    }
}
