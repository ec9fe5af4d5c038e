package io.heliograph.internal.guard;

import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.resilience.ProviderRateLimiter;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.policy.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rate limit of one provider, of this client alone or of all processes together; half of it for a while after the vendor's "too
 * many requests". Thread-safe.
 */
final class ProviderRate {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);
    private static final Duration SLOWDOWN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final String provider;
    private final double perSecond;
    private final @Nullable RateLimits shared;
    private final Timing timing;
    private final ProviderRateLimiter rate;
    private final ProviderRateLimiter slowerRate;
    private final AtomicBoolean isWarned = new AtomicBoolean();

    /** When the time below has passed for certain: while it has this value, the clock needn't be read. */
    private final long never;

    private volatile long slowerUntil;

    /** @param shared null if the client limits itself */
    ProviderRate(String provider, double perSecond, @Nullable RateLimits shared, Timing timing) {
        this.provider = provider;
        this.perSecond = perSecond;
        this.shared = shared;
        this.timing = timing;
        never = timing.nanoTime();
        slowerUntil = never;
        rate = new ProviderRateLimiter(perSecond, timing::nanoTime);
        slowerRate = new ProviderRateLimiter(perSecond / 2, timing::nanoTime);
    }

    /** Halves the rate for a while. */
    void slowDown() {
        slowerUntil = timing.nanoTime() + SLOWDOWN.toNanos();
    }

    private boolean isSlower() {
        long slower = slowerUntil;
        return slower != never && slower - timing.nanoTime() > 0;
    }

    /**
     * Waits for a permit.
     *
     * @param maxWait in nanoseconds
     * @param consequence how the reason of a failure ends
     * @return null if it may be used now
     */
    @Nullable
    Failure await(long maxWait, String consequence) throws InterruptedException {
        if (shared != null) {
            return awaitShared(shared, timing.nanoTime() + maxWait, consequence);
        }
        long wait = (isSlower() ? slowerRate : rate).reserve(maxWait);
        if (wait > 0) {
            timing.sleep(Duration.ofNanos(wait));
        }
        return wait < 0 ? noPermit(consequence) : null;
    }

    private Failure noPermit(String consequence) {
        return failure("its rate limit of " + perSecond + " a second has no permit " + consequence);
    }

    private static Failure failure(String reason) {
        return Failure.of(ErrorType.RATE_LIMITED, reason);
    }

    /** Two permits are half the rate of this client, whatever the others do. */
    private @Nullable Failure awaitShared(RateLimits limits, long until, String consequence)
            throws InterruptedException {
        Failure failure = awaitPermit(limits, until, consequence);
        return failure == null && isSlower() ? awaitPermit(limits, until, consequence) : failure;
    }

    /** Waits as long as the limits fail, since nothing may pass without them. */
    private @Nullable Failure awaitPermit(RateLimits limits, long until, String consequence)
            throws InterruptedException {
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, until - timing.nanoTime()));
            try {
                Optional<Duration> wait = limits.reserve(provider, perSecond, left);
                isWarned.set(false);
                if (wait.isEmpty()) {
                    return noPermit(consequence);
                }
                if (!wait.get().isZero()) {
                    timing.sleep(wait.get());
                }
                return null;
            } catch (RuntimeException e) {
                if (!isWarned.getAndSet(true)) {
                    LOG.warn("the shared rate limit of {} failed, and sends wait for it: {}", provider, e.getClass());
                }
                if (left.isZero()) {
                    return failure("its shared rate limit failed with "
                            + e.getClass().getSimpleName() + ", and gives no permit " + consequence);
                }
                timing.sleep(left.compareTo(BETWEEN_TRIES) < 0 ? left : BETWEEN_TRIES);
            }
        }
    }
}
