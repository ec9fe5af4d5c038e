package io.heliograph.internal.resilience;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spreads requests evenly over time. Thread-safe.
 *
 * <p>N a second is one in each 1/N second: a limiter of N for each second lets 2N through around a second's edge.
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
     * Takes the next place, if its time comes soon enough.
     *
     * @param mostNanos the longest wait that is worth it
     * @return how many nanoseconds to wait for it; less than 0 where that would be too long, and no place was taken
     */
    public long reserve(long mostNanos) {
        // Looked up first, because a place that is taken can't be given back.
        if (limiter.getDetailedMetrics().getNanosToWait() > mostNanos) {
            return -1;
        }
        RateLimiter places = limiter;
        return places.reservePermission();
    }
}
