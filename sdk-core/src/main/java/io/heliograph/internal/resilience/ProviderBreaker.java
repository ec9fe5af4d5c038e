package io.heliograph.internal.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.heliograph.internal.base.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Circuit breaker of one provider: it opens when calls fail too often or the account is refused, and then permits one probe.
 *
 * <p>It opens when half of at least 5 calls in 60 seconds failed, for 30 seconds, doubling up to 10 minutes while probes
 * fail. Thread-safe.
 */
public final class ProviderBreaker {
    private static final int WINDOW_SECONDS = 60;
    private static final int MIN_CALLS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    private final CircuitBreaker breaker;
    private final Clock wall;

    /** Measures the pauses: a step of the wall clock would end them, or make them last for days. */
    private final Clock steady;

    /** Until when and why it opened last; written before the state changes, so that an open breaker has it. */
    private volatile @Nullable Outage outage;

    private volatile String lastFailure = "";

    private record Outage(Instant until, String reason) {}

    public ProviderBreaker(String provider, Clock wall, LongSupplier nanoTime) {
        this.wall = wall;
        steady = new SteadyClock(wall, nanoTime);
        IntervalFunction growing = IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, MAX_PAUSE);
        breaker = CircuitBreaker.of(
                provider,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(WINDOW_SECONDS)
                        .minimumNumberOfCalls(MIN_CALLS)
                        .failureRateThreshold(50)
                        .waitIntervalFunctionInOpenState(openings -> opened(growing.apply(openings)))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(steady)
                        .currentTimestampFunction(unused -> nanoTime.getAsLong(), TimeUnit.NANOSECONDS)
                        .build());
    }

    /** Called by Resilience4j for the pause when it opens. */
    private long opened(long pauseMillis) {
        outage = new Outage(steady.instant().plusMillis(pauseMillis), lastFailure);
        return pauseMillis;
    }

    /** Whether a call may be made; each permitted call must end in one of the four methods below. */
    public boolean permit() {
        return breaker.tryAcquirePermission();
    }

    /** Whether a call would be permitted now. */
    public boolean permits() {
        boolean permitted = breaker.tryAcquirePermission();
        if (permitted) {
            breaker.releasePermission();
        }
        return permitted;
    }

    /**
     * Records a call that shows that the provider works.
     *
     * @param forced whether it was made without a permit; then it closes an open breaker, which a call from before the
     *     outage mustn't
     */
    public void succeeded(boolean forced) {
        if (!forced) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.transitionToClosedState();
        }
    }

    /** Records a call that failed. */
    public void failed(String reason, boolean forced) {
        if (!forced) {
            lastFailure = reason;
            breaker.onError(0, TimeUnit.NANOSECONDS, new Failure());
        }
    }

    /** Opens at once; concurrent calls that are refused together open it only once. */
    public synchronized void eject(String reason) {
        if (breaker.getState() != CircuitBreaker.State.OPEN) { // a second opening would double the pause
            lastFailure = reason;
            breaker.transitionToOpenState();
        }
    }

    /** Records a call that says nothing about the provider's health. */
    public void ignored(boolean forced) {
        if (!forced) { // a forced call has no permit to release
            breaker.releasePermission();
        }
    }

    /** Until when no call is permitted, by the present wall clock; empty where calls are permitted. */
    public Optional<Instant> openUntil() {
        Outage last = outage;
        if (last == null || breaker.getState() != CircuitBreaker.State.OPEN) {
            return Optional.empty();
        }
        Duration left = Duration.between(steady.instant(), last.until());
        return left.isNegative() ? Optional.empty() : Optional.of(wall.instant().plus(left));
    }

    /** Why it opened last. */
    public String reason() {
        Outage last = outage;
        return last == null ? "" : last.reason();
    }

    /** A throwable that Resilience4j requires and nothing reads. */
    private static final class Failure extends Throwable {
        Failure() {
            super("failed", null, false, false);
        }
    }
}
