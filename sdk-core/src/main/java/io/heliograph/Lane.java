package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.internal.listeners.EventPublisher;
import io.heliograph.internal.resilience.Breaker;
import io.heliograph.internal.resilience.RateGate;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.LimitScope;
import io.heliograph.message.Refusal;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.Answer;
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

/** One provider as the client uses it: whether it is in use now, and how much it is given to do. Thread-safe. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration SLOWER_FOR = Duration.ofSeconds(30);

    /** A call that is under way for longer counts as failed, because what hangs ends only when it has held up others. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** Where another provider may be asked, a place is waited for this part of the time that is left, and no longer than that. */
    private static final int PATIENT_FOR_A = 10;

    private static final long MAX_PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final SmsProvider provider;
    private final ProviderLimits limits;
    private final Duration pauseWithoutHint;
    private final World world;
    private final EventPublisher<SmsEventListener> events;
    private final Breaker breaker;
    private final RetryBudget budget = new RetryBudget();
    private final Semaphore slots;
    private final @Nullable RateGate rate;
    private final @Nullable RateGate slowerRate;
    private final Queue<Permit> underWay = new ConcurrentLinkedQueue<>();

    /** By the world's nanoseconds, which no step of the wall clock changes. */
    private volatile long pausedUntil;

    private volatile long slowerUntil;
    private final AtomicReference<ProviderState.Kind> told = new AtomicReference<>(ProviderState.Kind.UP);

    Lane(
            SmsProvider provider,
            ProviderLimits limits,
            Duration pauseWithoutHint,
            World world,
            EventPublisher<SmsEventListener> events) {
        this.provider = provider;
        this.limits = limits;
        this.pauseWithoutHint = pauseWithoutHint;
        this.world = world;
        this.events = events;
        pausedUntil = world.nanoTime();
        slowerUntil = pausedUntil;
        breaker = new Breaker(provider.name(), world.clock(), world::nanoTime);
        slots = new Semaphore(limits.concurrent(), true);
        boolean limited = limits.perSecond() > 0;
        rate = limited ? new RateGate(provider.name(), limits.perSecond(), world::nanoTime) : null;
        slowerRate = limited ? new RateGate(provider.name(), limits.perSecond() / 2, world::nanoTime) : null;
    }

    /**
     * A lane for each provider.
     *
     * @param pauseWithoutHint how long a provider rests that has had too many requests, and doesn't say
     * @throws InvalidRequestException if there are limits for a provider that isn't there
     */
    static Map<String, Lane> forAll(
            Map<String, SmsProvider> providers,
            Map<String, ProviderLimits> limits,
            Duration pauseWithoutHint,
            World world,
            EventPublisher<SmsEventListener> events) {
        limits.keySet().forEach(name -> checkName("limits", "are for", name, providers.keySet()));
        Map<String, Lane> lanes = new LinkedHashMap<>();
        providers.forEach((name, provider) -> lanes.put(
                name,
                new Lane(
                        provider,
                        limits.getOrDefault(name, ProviderLimits.defaults()),
                        pauseWithoutHint,
                        world,
                        events)));
        return Collections.unmodifiableMap(lanes);
    }

    /** Refuses a setting that names a provider which isn't there. */
    static void checkName(String field, String verb, String name, Collection<String> providers) {
        if (!providers.contains(name)) {
            throw new InvalidRequestException(
                    field, verb + " " + name + ", which is not set up; there are " + String.join(", ", providers));
        }
    }

    SmsProvider provider() {
        return provider;
    }

    String name() {
        return provider.name();
    }

    RetryBudget budget() {
        return budget;
    }

    ProviderState state() {
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
        return pause > 0 ? ProviderState.throttled(world.clock().instant().plusNanos(pause)) : ProviderState.up();
    }

    /** Whether a request may be made; one that may is under way until {@link #leave} or {@link #unused}. Thread-safe. */
    static final class Permit {
        private final @Nullable Refusal no;
        private final boolean forced;
        private final long since;
        private final AtomicBoolean judged = new AtomicBoolean();

        Permit(@Nullable Refusal no, boolean forced) {
            this(no, forced, 0);
        }

        private Permit(@Nullable Refusal no, boolean forced, long since) {
            this.no = no;
            this.forced = forced;
            this.since = since;
        }

        /** Why it may not; null if it may. */
        @Nullable
        Refusal no() {
            return no;
        }

        /** Whether it may although the provider is out of use, because it is the last. */
        boolean forced() {
            return forced;
        }

        /** Whether the breaker still has to hear of it: once of each. */
        private boolean judge() {
            return judged.compareAndSet(false, true);
        }
    }

    /**
     * Waits for its turn: as long as there is time, or only for a moment where another provider may be asked.
     *
     * @param hasNext whether another provider may be asked instead
     */
    Permit enter(Deadline deadline, boolean hasNext) {
        countLate();
        try {
            // Looked at first, or each send would wait for a place among those that hang
            Refusal no = hasNext && !breaker.permits() ? outOfUse() : slot(deadline, hasNext);
            while (no == null && isPaused()) { // somebody else has heard of a pause while this one waited
                slots.release();
                no = slot(deadline, hasNext);
            }
            if (no != null) {
                return new Permit(no, false);
            }
            boolean open = !breaker.permit();
            if (open && hasNext) {
                slots.release();
                return new Permit(outOfUse(), false);
            }
            Permit permit = new Permit(null, open, world.nanoTime());
            if (!open) {
                underWay.add(permit);
            }
            return permit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Refusal no = Refusal.builder(ErrorType.UNREACHABLE, "interrupted before anything was sent")
                    .failover(false)
                    .build();
            return new Permit(no, false);
        }
    }

    /** Lets the breaker hear of those that are late, while they are under way. */
    private void countLate() {
        boolean late = false;
        Permit oldest = underWay.peek();
        while (oldest != null && (oldest.judged.get() || isLate(oldest))) {
            if (underWay.remove(oldest) && oldest.judge()) {
                breaker.failed("no answer within " + LATE.toSeconds() + " s", oldest.forced());
                late = true;
            }
            oldest = underWay.peek();
        }
        if (late) {
            tellChange();
        }
    }

    private boolean isLate(Permit permit) {
        return world.nanoTime() - permit.since >= LATE.toNanos();
    }

    private Refusal outOfUse() {
        return Refusal.of(ErrorType.UNREACHABLE, "it is out of use: " + breaker.reason());
    }

    private @Nullable Refusal slot(Deadline deadline, boolean hasNext) throws InterruptedException {
        Refusal no = pause(deadline, hasNext);
        no = no == null ? turn(deadline, hasNext) : no;
        if (no == null && !slots.tryAcquire(patience(deadline, hasNext), TimeUnit.NANOSECONDS)) {
            no = busy(limits.concurrent() + " requests are under way, and none ended "
                    + (hasNext ? "soon; another provider may be asked" : "before the deadline"));
        }
        return no;
    }

    /** How many nanoseconds a place is waited for. */
    private static long patience(Deadline deadline, boolean hasNext) {
        long left = Math.max(0, deadline.nanosLeft());
        return hasNext ? Math.min(left / PATIENT_FOR_A, MAX_PATIENCE_NANOS) : left;
    }

    private boolean isPaused() {
        return nanosPaused() > 0;
    }

    private long nanosPaused() {
        return pausedUntil - world.nanoTime();
    }

    private @Nullable Refusal pause(Deadline deadline, boolean hasNext) throws InterruptedException {
        long nanos = nanosPaused();
        if (nanos <= 0) {
            return null;
        }
        Duration left = Duration.ofNanos(nanos);
        if (hasNext || nanos >= deadline.nanosLeft()) {
            return Refusal.builder(
                            ErrorType.RATE_LIMITED,
                            "it asked for a pause, of which " + left.toSeconds() + " s are left")
                    .retryAfter(left)
                    .build();
        }
        world.sleep(left);
        return null;
    }

    private @Nullable Refusal turn(Deadline deadline, boolean hasNext) throws InterruptedException {
        RateGate gate = slowerUntil - world.nanoTime() > 0 ? slowerRate : rate;
        if (gate == null) {
            return null;
        }
        long wait = gate.reserve(patience(deadline, hasNext));
        if (wait < 0) {
            return busy("its rate limit of " + limits.perSecond() + " a second has no place "
                    + (hasNext ? "soon; another provider may be asked" : "before the deadline"));
        }
        if (wait > 0) {
            world.sleep(Duration.ofNanos(wait));
        }
        return null;
    }

    private static Refusal busy(String reason) {
        return Refusal.of(ErrorType.RATE_LIMITED, reason);
    }

    /** Ends a permitted request that wasn't made. */
    void unused(Permit permit) {
        slots.release();
        saysNothing(permit);
    }

    /** Ends a request, and learns from its answer. */
    void leave(Permit permit, Answer answer) {
        slots.release();
        if (answer instanceof Answer.Accepted) {
            works(permit);
            budget.earn();
        } else if (answer instanceof Answer.Unclear unclear) {
            fails(permit, unclear.reason());
        } else {
            learn(((Answer.Refused) answer).refusal(), permit);
        }
        tellChange();
    }

    private void learn(Refusal refusal, Permit permit) {
        if (refusal.scope() != LimitScope.ACCOUNT) {
            works(permit); // for everybody but one recipient or sender
            return;
        }
        refusal.retryAfter().ifPresent(this::pauseFor);
        switch (refusal.type()) {
            case UNREACHABLE, PROVIDER_ERROR, CONFIGURATION -> fails(permit, refusal.toString());
            case AUTHENTICATION, ACCOUNT, INSUFFICIENT_CREDIT, QUOTA_EXCEEDED -> {
                permit.judge();
                breaker.eject(refusal.toString());
            }
            case DEADLINE, OTHER -> saysNothing(permit);
            case RATE_LIMITED -> {
                saysNothing(permit);
                pauseFor(pauseWithoutHint);
                slowerUntil = world.nanoTime() + SLOWER_FOR.toNanos();
            }
            default -> works(permit); // a no to this message shows that it works
        }
    }

    private void works(Permit permit) {
        if (permit.judge()) {
            breaker.succeeded(permit.forced());
        }
    }

    private void fails(Permit permit, String reason) {
        if (permit.judge()) {
            breaker.failed(reason, permit.forced());
        }
    }

    private void saysNothing(Permit permit) {
        if (permit.judge()) {
            breaker.ignored(permit.forced());
        }
    }

    private void pauseFor(Duration hint) {
        Duration bounded = hint.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : hint;
        long until = world.nanoTime() + bounded.toNanos();
        if (until - pausedUntil > 0) { // two threads may cross, and the later hint win: both are the vendor's
            pausedUntil = until;
        }
    }

    private void tellChange() {
        ProviderState state = stateNow();
        if (told.getAndSet(state.kind()) == state.kind()) {
            return;
        }
        if (state.kind() == ProviderState.Kind.DOWN) {
            LOG.warn("{} is {}", name(), state);
        } else {
            LOG.debug("{} is {}", name(), state);
        }
        events.publish(listener -> listener.providerChanged(name(), state));
    }
}
