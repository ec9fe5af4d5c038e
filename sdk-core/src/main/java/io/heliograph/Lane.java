package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.internal.resilience.Breaker;
import io.heliograph.internal.resilience.RateGate;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Refusal;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.Answer;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One provider as the client uses it: whether it is in use now, and how much it is given to do. Thread-safe. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration SLOWER_FOR = Duration.ofSeconds(30);

    private final SmsProvider provider;
    private final ProviderLimits limits;
    private final Duration pauseWithoutHint;
    private final World world;
    private final Events events;
    private final Breaker breaker;
    private final RetryBudget budget = new RetryBudget();
    private final Semaphore slots;
    private final @Nullable RateGate rate;
    private final @Nullable RateGate slowerRate;
    private volatile Instant pausedUntil = Instant.MIN;
    private volatile Instant slowerUntil = Instant.MIN;
    private final AtomicReference<ProviderState.Kind> told = new AtomicReference<>(ProviderState.Kind.UP);

    Lane(SmsProvider provider, ProviderLimits limits, Duration pauseWithoutHint, World world, Events events) {
        this.provider = provider;
        this.limits = limits;
        this.pauseWithoutHint = pauseWithoutHint;
        this.world = world;
        this.events = events;
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
            Events events) {
        for (String name : limits.keySet()) {
            if (!providers.containsKey(name)) {
                throw new InvalidRequestException(
                        "limits",
                        "are for " + name + ", which is not set up; there are "
                                + String.join(", ", providers.keySet()));
            }
        }
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
        if (!limits.enabled()) {
            return ProviderState.disabled();
        }
        Instant openUntil = breaker.openUntil().orElse(null);
        if (openUntil != null) {
            return ProviderState.down(openUntil, breaker.reason());
        }
        return isPaused() ? ProviderState.throttled(pausedUntil) : ProviderState.up();
    }

    /**
     * Whether a request may be made.
     *
     * @param no why not; null if it may, which {@link #leave} or {@link #unused} must follow
     * @param forced whether it may although the provider is out of use, because it is the last
     */
    record Permit(@Nullable Refusal no, boolean forced) {
        private static Permit refused(Refusal no) {
            return new Permit(no, false);
        }
    }

    /**
     * Waits for its turn.
     *
     * @param hasNext whether another provider may be asked instead
     */
    Permit enter(Deadline deadline, boolean hasNext) {
        try {
            Refusal no = slot(deadline, hasNext);
            while (no == null && isPaused()) { // somebody else has heard of a pause while this one waited
                slots.release();
                no = slot(deadline, hasNext);
            }
            if (no != null) {
                return Permit.refused(no);
            }
            boolean open = !breaker.permit();
            if (open && hasNext) {
                slots.release();
                return Permit.refused(Refusal.of(ErrorType.UNREACHABLE, "it is out of use: " + breaker.reason()));
            }
            return new Permit(null, open);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Permit.refused(Refusal.builder(ErrorType.UNREACHABLE, "interrupted before anything was sent")
                    .failover(false)
                    .build());
        }
    }

    private @Nullable Refusal slot(Deadline deadline, boolean hasNext) throws InterruptedException {
        Refusal no = pause(deadline, hasNext);
        no = no == null ? turn(deadline) : no;
        if (no == null && !slots.tryAcquire(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS)) {
            no = busy(limits.concurrent() + " requests are under way, and none ended before the deadline");
        }
        return no;
    }

    private boolean isPaused() {
        return world.clock().instant().isBefore(pausedUntil);
    }

    private @Nullable Refusal pause(Deadline deadline, boolean hasNext) throws InterruptedException {
        Duration left = Duration.between(world.clock().instant(), pausedUntil);
        if (left.isNegative() || left.isZero()) {
            return null;
        }
        if (hasNext || left.toNanos() >= deadline.nanosLeft()) {
            return Refusal.builder(
                            ErrorType.RATE_LIMITED,
                            "it asked for a pause, of which " + left.toSeconds() + " s are left")
                    .retryAfter(left)
                    .build();
        }
        world.sleep(left);
        return null;
    }

    private @Nullable Refusal turn(Deadline deadline) throws InterruptedException {
        RateGate gate = world.clock().instant().isBefore(slowerUntil) ? slowerRate : rate;
        if (gate == null) {
            return null;
        }
        long wait = gate.reserve(deadline.nanosLeft());
        if (wait < 0) {
            return busy("its rate limit of " + limits.perSecond() + " a second has no place before the deadline");
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
        breaker.ignored(permit.forced());
    }

    /** Ends a request, and learns from its answer. */
    void leave(Permit permit, Answer answer) {
        slots.release();
        if (answer instanceof Answer.Accepted) {
            breaker.succeeded(permit.forced());
            budget.earn();
        } else if (answer instanceof Answer.Unclear unclear) {
            breaker.failed(unclear.reason(), permit.forced());
        } else {
            learn(((Answer.Refused) answer).refusal(), permit.forced());
        }
        tellChange();
    }

    private void learn(Refusal refusal, boolean forced) {
        refusal.retryAfter().ifPresent(this::pauseFor);
        switch (refusal.type()) {
            case UNREACHABLE, PROVIDER_ERROR, CONFIGURATION -> breaker.failed(refusal.toString(), forced);
            case AUTHENTICATION, ACCOUNT, INSUFFICIENT_CREDIT, QUOTA_EXCEEDED -> breaker.eject(refusal.toString());
            case DEADLINE, OTHER -> breaker.ignored(forced);
            case RATE_LIMITED -> {
                breaker.ignored(forced);
                pauseFor(pauseWithoutHint);
                slowerUntil = world.clock().instant().plus(SLOWER_FOR);
            }
            default -> breaker.succeeded(forced); // a no to this message shows that it works
        }
    }

    private void pauseFor(Duration hint) {
        Duration bounded = hint.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : hint;
        Instant until = world.clock().instant().plus(bounded);
        if (until.isAfter(pausedUntil)) { // two threads may cross, and the later hint win: both are the vendor's
            pausedUntil = until;
        }
    }

    private void tellChange() {
        ProviderState state = state();
        if (told.getAndSet(state.kind()) == state.kind()) {
            return;
        }
        if (state.kind() == ProviderState.Kind.DOWN) {
            LOG.warn("{} is {}", name(), state);
        } else {
            LOG.debug("{} is {}", name(), state);
        }
        events.tell(listener -> listener.providerChanged(name(), state));
    }
}
