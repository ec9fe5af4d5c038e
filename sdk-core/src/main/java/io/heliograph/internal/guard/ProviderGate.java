package io.heliograph.internal.guard;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.resilience.ProviderBreaker;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.LimitScope;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.policy.RateLimits;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guards calls to one provider: circuit breaker, rate limit, concurrency limit, pause and retry budget. Thread-safe. */
public final class ProviderGate {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /**
     * A call that takes longer counts as failed at once, because a call that hangs ends only after it has delayed others.
     */
    private static final Duration LATE_AFTER = Duration.ofSeconds(10);

    /**
     * Where another provider may be tried, a slot is waited for at most this fraction of the time left, and at most a
     * second.
     */
    private static final int WAIT_FRACTION = 10;

    private static final long MAX_WAIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final SmsProvider provider;
    private final ProviderLimits limits;
    private final Duration pauseWithoutHint;
    private final Timing timing;
    private final EventPublisher<SmsEventListener> events;
    private final ProviderBreaker breaker;
    private final RetryBudget budget = new RetryBudget();
    private final Semaphore slots;
    private final @Nullable ProviderRate rate;
    private final Queue<Permit> underWay = new ConcurrentLinkedQueue<>();

    /** When the time below has passed for certain: while it has this value, the clock needn't be read. */
    private final long never;

    /** In nanoseconds of the monotonic clock, which no step of the wall clock changes. */
    private volatile long pausedUntil;

    private final AtomicReference<ProviderState.Kind> publishedKind = new AtomicReference<>(ProviderState.Kind.UP);

    ProviderGate(
            SmsProvider provider,
            ProviderLimits limits,
            @Nullable RateLimits sharedRates,
            Duration pauseWithoutHint,
            Timing timing,
            EventPublisher<SmsEventListener> events) {
        this.provider = provider;
        this.limits = limits;
        this.pauseWithoutHint = pauseWithoutHint;
        this.timing = timing;
        this.events = events;
        never = timing.nanoTime();
        pausedUntil = never;
        breaker = new ProviderBreaker(provider.name(), timing.clock(), timing::nanoTime);
        slots = new Semaphore(limits.concurrent(), true);
        rate = limits.perSecond() > 0
                ? new ProviderRate(provider.name(), limits.perSecond(), sharedRates, timing)
                : null;
    }

    /**
     * Makes a gate for each provider.
     *
     * @param sharedRates the rate limits of all processes; null if the client limits itself
     * @param pauseWithoutHint how long a provider is paused after "too many requests" without a Retry-After
     * @throws InvalidRequestException if there are limits for a provider that isn't set up
     */
    public static Map<String, ProviderGate> forAll(
            Map<String, SmsProvider> providers,
            Map<String, ProviderLimits> limits,
            @Nullable RateLimits sharedRates,
            Duration pauseWithoutHint,
            Timing timing,
            EventPublisher<SmsEventListener> events) {
        limits.keySet().forEach(name -> checkName("limits", "are for", name, providers.keySet()));
        Map<String, ProviderGate> gates = new LinkedHashMap<>();
        providers.forEach((name, provider) -> gates.put(
                name,
                new ProviderGate(
                        provider,
                        limits.getOrDefault(name, ProviderLimits.defaults()),
                        sharedRates,
                        pauseWithoutHint,
                        timing,
                        events)));
        return Collections.unmodifiableMap(gates);
    }

    /** Rejects a setting that names a provider which isn't set up. */
    public static void checkName(String field, String verb, String name, Collection<String> providers) {
        if (!providers.contains(name)) {
            throw new InvalidRequestException(
                    field, verb + " " + name + ", which isn't set up; there are " + String.join(", ", providers));
        }
    }

    public SmsProvider provider() {
        return provider;
    }

    public String name() {
        return provider.name();
    }

    public RetryBudget budget() {
        return budget;
    }

    public ProviderState state() {
        countLate();
        return stateNow();
    }

    private ProviderState stateNow() {
        if (!limits.enabled()) {
            return ProviderState.disabled();
        }
        Instant openUntil = breaker.openUntil().orElse(null);
        if (openUntil != null) {
            return ProviderState.down(openUntil, breaker.reason());
        }
        long pause = nanosPaused();
        return pause > 0 ? ProviderState.throttled(timing.clock().instant().plusNanos(pause)) : ProviderState.up();
    }

    /**
     * The permit of one request, which is under way until {@link #release} or {@link #releaseUnused}, or why there is
     * none. Thread-safe.
     */
    public static final class Permit {
        private final @Nullable Failure failure;
        private final boolean forced;
        private final long since;
        private final AtomicBoolean reported = new AtomicBoolean();

        public Permit(@Nullable Failure failure, boolean forced) {
            this(failure, forced, 0);
        }

        private Permit(@Nullable Failure failure, boolean forced, long since) {
            this.failure = failure;
            this.forced = forced;
            this.since = since;
        }

        /** Why the request mustn't be made; null if it may. */
        @Nullable
        public Failure failure() {
            return failure;
        }

        /** Whether it may be made although the breaker is open, because the provider is the last. */
        boolean forced() {
            return forced;
        }

        /** Whether the breaker still needs the result; true only once for each permit. */
        private boolean markReported() {
            return reported.compareAndSet(false, true);
        }
    }

    /**
     * Waits for a permit until the deadline, or for a second at most where another provider may be tried.
     *
     * @param hasNext whether another provider may be tried instead
     */
    public Permit acquire(Deadline deadline, boolean hasNext) {
        countLate();
        try {
            // Checked first, or each send would wait for a slot among calls that hang
            Failure failure = hasNext && !breaker.permits() ? unavailable() : awaitSlot(deadline, hasNext);
            while (failure == null && isPaused()) { // another call got a pause while this one waited
                slots.release();
                failure = awaitSlot(deadline, hasNext);
            }
            if (failure != null) {
                return new Permit(failure, false);
            }
            boolean open = !breaker.permit();
            if (open && hasNext) {
                slots.release();
                return new Permit(unavailable(), false);
            }
            Permit permit = new Permit(null, open, timing.nanoTime());
            if (!open) {
                underWay.add(permit);
            }
            return permit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Failure rejection = Failure.builder(ErrorType.UNREACHABLE, "interrupted before anything was sent")
                    .failover(false)
                    .build();
            return new Permit(rejection, false);
        }
    }

    /** Records late calls as failures in the breaker while they are under way. */
    private void countLate() {
        boolean late = false;
        Permit oldest = underWay.peek();
        while (oldest != null && (oldest.reported.get() || isLate(oldest))) {
            if (underWay.remove(oldest) && oldest.markReported()) {
                breaker.failed("no answer within " + LATE_AFTER.toSeconds() + " s", oldest.forced());
                late = true;
            }
            oldest = underWay.peek();
        }
        if (late) {
            publishChange();
        }
    }

    private boolean isLate(Permit permit) {
        return timing.nanoTime() - permit.since >= LATE_AFTER.toNanos();
    }

    private Failure unavailable() {
        return Failure.of(ErrorType.UNREACHABLE, "it is out of use: " + breaker.reason());
    }

    private @Nullable Failure awaitSlot(Deadline deadline, boolean hasNext) throws InterruptedException {
        Failure failure = awaitPause(deadline, hasNext);
        if (failure == null && rate != null) {
            failure = rate.await(maxWait(deadline, hasNext), consequence(hasNext));
        }
        if (failure == null
                && !slots.tryAcquire(0, TimeUnit.NANOSECONDS) // mostly one is free, and the clock needn't be read
                && !slots.tryAcquire(maxWait(deadline, hasNext), TimeUnit.NANOSECONDS)) {
            failure = Failure.of(
                    ErrorType.RATE_LIMITED,
                    limits.concurrent() + " requests are under way, and none ended " + consequence(hasNext));
        }
        return failure;
    }

    /** How many nanoseconds a slot is waited for. */
    private static long maxWait(Deadline deadline, boolean hasNext) {
        long left = Math.max(0, deadline.nanosLeft());
        return hasNext ? Math.min(left / WAIT_FRACTION, MAX_WAIT_NANOS) : left;
    }

    private boolean isPaused() {
        return nanosPaused() > 0;
    }

    private long nanosPaused() {
        long until = pausedUntil;
        return until == never ? 0 : until - timing.nanoTime();
    }

    private @Nullable Failure awaitPause(Deadline deadline, boolean hasNext) throws InterruptedException {
        long nanos = nanosPaused();
        if (nanos <= 0) {
            return null;
        }
        Duration left = Duration.ofNanos(nanos);
        if (hasNext || nanos >= deadline.nanosLeft()) {
            return Failure.builder(
                            ErrorType.RATE_LIMITED,
                            "it asked for a pause, of which " + left.toSeconds() + " s are left")
                    .retryAfter(left)
                    .build();
        }
        timing.sleep(left);
        return null;
    }

    private static String consequence(boolean hasNext) {
        return hasNext ? "soon; another provider may be tried" : "before the deadline";
    }

    /** Ends the permit of a request that wasn't made. */
    public void releaseUnused(Permit permit) {
        slots.release();
        recordNeutral(permit);
    }

    /** Ends the permit of a request, and updates breaker, pause and rate from its result. */
    public void release(Permit permit, SendResult result) {
        slots.release();
        if (result instanceof SendResult.Rejected rejected) {
            recordRejection(permit, rejected.failure());
        } else if (result instanceof SendResult.Unknown unknown) {
            recordFailure(permit, unknown.reason());
        } else {
            recordSuccess(permit);
            budget.earn();
        }
        publishChange();
    }

    private void recordRejection(Permit permit, Failure failure) {
        if (failure.scope() != LimitScope.ACCOUNT) {
            recordSuccess(permit); // the limit is one recipient's or sender's, and the provider works
            return;
        }
        failure.retryAfter().ifPresent(this::pauseFor);
        switch (failure.type()) {
            case UNREACHABLE, PROVIDER_ERROR, CONFIGURATION -> recordFailure(permit, failure.toString());
            case AUTHENTICATION, ACCOUNT, INSUFFICIENT_CREDIT, QUOTA_EXCEEDED -> {
                permit.markReported();
                breaker.eject(failure.toString());
            }
            case DEADLINE, OTHER -> recordNeutral(permit);
            case RATE_LIMITED -> {
                recordNeutral(permit);
                pauseFor(pauseWithoutHint);
                if (rate != null) {
                    rate.slowDown();
                }
            }
            default -> recordSuccess(permit); // a rejection of this message shows that it works
        }
    }

    private void recordSuccess(Permit permit) {
        if (permit.markReported()) {
            breaker.succeeded(permit.forced());
        }
    }

    private void recordFailure(Permit permit, String reason) {
        if (permit.markReported()) {
            breaker.failed(reason, permit.forced());
        }
    }

    private void recordNeutral(Permit permit) {
        if (permit.markReported()) {
            breaker.ignored(permit.forced());
        }
    }

    private void pauseFor(Duration hint) {
        Duration bounded = hint.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : hint;
        long until = timing.nanoTime() + bounded.toNanos();
        if (until - pausedUntil > 0) { // on a race of two threads either hint may win: both are the vendor's
            pausedUntil = until;
        }
    }

    private void publishChange() {
        ProviderState state = stateNow();
        if (publishedKind.get() == state.kind() || publishedKind.getAndSet(state.kind()) == state.kind()) {
            return; // mostly by a look, because a write would be waited for by the other threads
        }
        if (state.kind() == ProviderState.Kind.DOWN) {
            LOG.warn("{} is {}", name(), state);
        } else {
            LOG.debug("{} is {}", name(), state);
        }
        events.publish(listener -> listener.providerChanged(name(), state));
    }
}
