package io.heliograph.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * Rate limits that several processes share, see {@code SmsClientBuilder.rateLimits}. Without them each client limits itself.
 *
 * <p>Implementations must be thread-safe. While one fails, sends wait for it until their deadline, and are rejected then; none
 * passes without a permit. So a call must end in time by itself.
 */
@FunctionalInterface
public interface RateLimits {
    /**
     * Reserves the next permit of a limit, if its time comes soon enough. Permits are spread evenly: the next one is 1/N of a second
     * after the one before, and what wasn't used isn't kept.
     *
     * @param name the limit, such as a provider's name
     * @param perSecond the maximum of permits a second, 0.001 to 100,000; the latest caller's holds for all
     * @param maxWait 0 or more
     * @return how long to wait before the permit may be used; empty if that would be longer, and nothing was reserved
     */
    Optional<Duration> reserve(String name, double perSecond, Duration maxWait);
}
