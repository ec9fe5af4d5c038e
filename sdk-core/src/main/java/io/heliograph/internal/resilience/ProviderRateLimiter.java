package io.heliograph.internal.resilience;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Rate limiter of one provider, which spreads requests evenly over time. Thread-safe.
 *
 * <p>A limit of N a second permits one request in each 1/N second: a window of a second would permit 2N around its edge.
 */
public final class ProviderRateLimiter {
    private static final Duration MAX_WAIT = Duration.ofHours(1);
    private static final double NANOS_PER_SECOND = 1e9;

    private final AtomicRateLimiter limiter;

    public ProviderRateLimiter(String provider, double perSecond, LongSupplier nanoTime) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofNanos((long) (NANOS_PER_SECOND / perSecond)))
                .timeoutDuration(MAX_WAIT)
                .build();
        limiter = new AtomicRateLimiter(provider, config, nanoTime::getAsLong);
    }

    /**
     * Reserves the next permit, if its time comes soon enough.
     *
     * @param maxWaitNanos the longest wait
     * @return how many nanoseconds to wait for it; less than 0 where that would be too long, and nothing was reserved
     */
    public long reserve(long maxWaitNanos) {
        // Checked first, because a permit can't be released.
        if (limiter.getDetailedMetrics().getNanosToWait() > maxWaitNanos) {
            return -1;
        }
        RateLimiter reservations = limiter;
        return reservations.reservePermission();
    }
}
