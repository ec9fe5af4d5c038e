package io.heliograph.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Rate limiter of one provider, which spreads requests evenly over time. Thread-safe.
 *
 * <p>A limit of N a second permits a request 1/N second after the one before: a window of a second would permit 2N around
 * its edge. Resilience4j's limiter isn't used, because its public API has no clock.
 */
public final class ProviderRateLimiter {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long interval;
    private final LongSupplier nanoTime;

    /** When the next request is permitted, in nanoseconds of the monotonic clock. */
    private final AtomicLong nextPermit;

    public ProviderRateLimiter(double perSecond, LongSupplier nanoTime) {
        interval = (long) Math.ceil(NANOS_PER_SECOND / perSecond);
        this.nanoTime = nanoTime;
        nextPermit = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Reserves the next permit, if its time comes soon enough.
     *
     * @param maxWaitNanos the longest wait
     * @return how many nanoseconds to wait for it; less than 0 where that would be too long, and nothing was reserved
     */
    public long reserve(long maxWaitNanos) {
        while (true) {
            long now = nanoTime.getAsLong();
            long next = nextPermit.get();
            long wait = Math.max(0, next - now);
            if (wait > maxWaitNanos) {
                return -1;
            }
            if (nextPermit.compareAndSet(next, now + wait + interval)) {
                return wait;
            }
        }
    }
}
