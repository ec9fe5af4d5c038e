package io.heliograph.internal.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
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
 *
 * <p>States, probes and the growth of pauses are Resilience4j's. Time isn't, because Resilience4j 2.2 reads the wall clock,
 * whose steps would end a pause or make it last for days; so only members that 2.2 to 2.4 have are used here.
 */
public final class ProviderBreaker {
    private static final int MIN_CALLS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /** Resilience4j's own pause; ours ends it first. */
    private static final long NEVER_MILLIS = Duration.ofDays(36_500).toMillis();

    private final String provider;
    private final Clock wall;
    private final LongSupplier nanoTime;
    private final CallWindow window;

    /** Resilience4j's part; made when it first opens, because most never do. Null stands for closed. */
    private volatile @Nullable CircuitBreaker breaker;

    /** Until when and why it opened last; written before the state changes, so that an open breaker has it. */
    private volatile @Nullable Outage outage;

    private volatile String lastFailure = "";

    private record Outage(long untilNanos, String reason) {}

    public ProviderBreaker(String provider, Clock wall, LongSupplier nanoTime) {
        this.provider = provider;
        this.wall = wall;
        this.nanoTime = nanoTime;
        window = new CallWindow(nanoTime);
    }

    private CircuitBreaker create() {
        IntervalFunction growing = IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, MAX_PAUSE);
        return CircuitBreaker.of(
                provider,
                CircuitBreakerConfig.custom()
                        .waitIntervalFunctionInOpenState(openings -> opened(growing.apply(openings)))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** Called by Resilience4j for the pause when it opens. */
    private long opened(long pauseMillis) {
        outage = new Outage(nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(pauseMillis), lastFailure);
        return NEVER_MILLIS;
    }

    /** Whether a call may be made; each permitted call must end in one of the four methods below. */
    public boolean permit() {
        CircuitBreaker present = breaker;
        if (present == null) {
            return true;
        }
        endPause(present);
        return present.tryAcquirePermission();
    }

    /** Whether a call would be permitted now. */
    public boolean permits() {
        CircuitBreaker present = breaker;
        if (present == null) {
            return true;
        }
        endPause(present);
        boolean permitted = present.tryAcquirePermission();
        if (permitted) {
            present.releasePermission();
        }
        return permitted;
    }

    private void endPause(CircuitBreaker present) {
        if (isPauseOver(present, outage)) {
            synchronized (this) {
                if (isPauseOver(present, outage)) { // another thread's probe may have failed meanwhile
                    present.transitionToHalfOpenState();
                }
            }
        }
    }

    private boolean isPauseOver(CircuitBreaker present, @Nullable Outage last) {
        return last != null
                && nanoTime.getAsLong() - last.untilNanos() > 0
                && present.getState() == CircuitBreaker.State.OPEN;
    }

    /**
     * Records a call that shows that the provider works.
     *
     * @param forced whether it was made without a permit; then it closes an open breaker, which a call from before the
     *     outage mustn't
     */
    public void succeeded(boolean forced) {
        if (forced) {
            close();
        } else {
            record(false);
        }
    }

    private synchronized void close() {
        CircuitBreaker present = breaker;
        if (present != null && present.getState() != CircuitBreaker.State.CLOSED) {
            present.transitionToClosedState();
        }
    }

    /** Records a call that failed. */
    public void failed(String reason, boolean forced) {
        if (!forced) {
            lastFailure = reason;
            record(true);
        }
    }

    private synchronized void record(boolean failed) {
        CircuitBreaker present = breaker;
        if (present == null || present.getState() == CircuitBreaker.State.CLOSED) {
            window.add(failed);
            if (window.isFailing(MIN_CALLS)) {
                open();
            }
        } else if (failed) {
            present.onError(0, TimeUnit.NANOSECONDS, new Failure());
        } else {
            present.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void open() {
        window.clear();
        CircuitBreaker present = breaker;
        if (present == null) {
            present = create();
            present.transitionToOpenState(); // first, so that no other thread sees it closed
            breaker = present;
        } else {
            present.transitionToOpenState();
        }
    }

    /** Opens at once; concurrent calls that are refused together open it only once. */
    public synchronized void eject(String reason) {
        CircuitBreaker present = breaker;
        if (present == null
                || present.getState() != CircuitBreaker.State.OPEN) { // a second opening would double the pause
            lastFailure = reason;
            open();
        }
    }

    /** Records a call that says nothing about the provider's health. */
    public void ignored(boolean forced) {
        CircuitBreaker present = breaker;
        if (!forced && present != null) { // a forced call has no permit to release
            present.releasePermission();
        }
    }

    /** Until when no call is permitted, by the present wall clock; empty where calls are permitted. */
    public Optional<Instant> openUntil() {
        Outage last = outage;
        CircuitBreaker present = breaker;
        if (last == null || present == null || present.getState() != CircuitBreaker.State.OPEN) {
            return Optional.empty();
        }
        long left = last.untilNanos() - nanoTime.getAsLong();
        return left < 0 ? Optional.empty() : Optional.of(wall.instant().plusNanos(left));
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
