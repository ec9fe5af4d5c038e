package io.heliograph;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.internal.key.PossibleHolders;
import io.heliograph.message.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The real store of a systematic exploration, at any of its states: it is made again from the steps that led to it. */
final class SystematicStores {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private SystematicStores() {}

    /** A claim as it was read. */
    record Read(Claim claim, Instant at) {}

    /** The steps that changed a store, the last one first. */
    record Log(long nanos, SystematicStep step, @Nullable Log before) {}

    /**
     * What a step gave, and the store after it.
     *
     * @param result a {@link Read}, a boolean, or null
     * @param key the same for results between which a client makes no difference
     * @param claim what the store keeps now; null for nothing
     * @param done whether the step changed it
     */
    record Result(
            @Nullable Object result,
            String key,
            @Nullable Log log,
            @Nullable Claim claim,
            boolean done) {}

    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    static Result apply(SystematicSabotage sabotage, @Nullable Log log, SystematicStep step, long nanos) {
        SetClock clock = new SetClock();
        IdempotencyStore store = sabotaged(
                sabotage,
                new MemoryIdempotencyStore(
                        100, FOR_EVER, clock, () -> ChronoUnit.NANOS.between(SystematicCase.BEGIN, clock.now)));
        replay(store, clock, log);
        clock.now = SystematicCase.BEGIN.plusNanos(nanos);
        Object result = run(store, step);
        Object read = result;
        boolean done = Boolean.TRUE.equals(result);
        String key = String.valueOf(result);
        if (result instanceof Claim claim) {
            read = new Read(claim, clock.now);
            key = key(claim, clock.now);
            done = step.kind() != SystematicStep.Kind.FIND
                    && (step.kind() != SystematicStep.Kind.CLAIM
                            || claim.owner().equals(step.owner()));
        }
        if (!done) {
            return new Result(read, key, log, null, false);
        }
        Claim now = store.find(SystematicCase.KEY).orElse(null);
        return new Result(read, key, now == null ? null : new Log(nanos, step, log), now, true);
    }

    private static void replay(IdempotencyStore store, SetClock clock, @Nullable Log log) {
        if (log != null) {
            replay(store, clock, log.before());
            clock.now = SystematicCase.BEGIN.plusNanos(log.nanos());
            run(store, log.step());
        }
    }

    private static @Nullable Object run(IdempotencyStore store, SystematicStep step) {
        return switch (step.kind()) {
            case CLAIM -> store.claim(SystematicCase.KEY, step.fingerprint(), step.by(), step.time());
            case LEASE -> store.lease(step.seen(), step.by(), step.time()).orElse(null);
            case ATTEMPT ->
                store.attempt(step.seen(), String.valueOf(step.end())).orElse(null);
            case FINISH -> store.finish(step.seen(), step.outcome());
            case RELEASE -> store.release(step.seen());
            case FIND -> store.find(SystematicCase.KEY).orElse(null);
            default -> throw new IllegalArgumentException(step.toString());
        };
    }

    /** What a client can make a difference by. */
    private static String key(Claim claim, Instant now) {
        return whatStays(claim) + "," + Duration.between(now, claim.leaseEnds()).toNanos() + ","
                + Duration.between(now, claim.lastAttemptEnds()).toNanos();
    }

    /** The same without what changes as time passes. */
    static String whatStays(Claim claim) {
        return claim.owner() + "," + claim.attempts() + claim.provider().orElse("")
                + claim.outcome().map(SystematicStores::key).orElse("");
    }

    private static String key(SendOutcome outcome) {
        String whose = "";
        if (outcome instanceof SendOutcome.Accepted accepted) {
            whose = accepted.message().id().provider() + accepted.message().id().value();
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            whose = PossibleHolders.providers(unknown).toString();
        }
        return outcome.getClass().getSimpleName() + whose;
    }

    private static IdempotencyStore sabotaged(SystematicSabotage sabotage, IdempotencyStore store) {
        return switch (sabotage) {
            case NONE, LATE_COMMITS_ARE_BLIND -> store;
            case UNFENCED ->
                new HookedStore(store) {
                    @Override
                    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
                        return store.find(seen.key());
                    }

                    @Override
                    public Optional<Claim> attempt(Claim mine, String provider) {
                        return mine.outcome().isPresent() ? Optional.of(mine) : store.attempt(mine, provider);
                    }
                };
            case RELEASE_IGNORES_NOTES ->
                new HookedStore(store) {
                    @Override
                    public boolean release(Claim mine) {
                        return store.find(mine.key()).map(store::release).orElse(false);
                    }
                };
            case LEASE_FOR_ANYBODY ->
                new HookedStore(store) {
                    @Override
                    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
                        return store.find(seen.key())
                                .flatMap(there -> store.lease(there, there.owner(), Duration.ZERO))
                                .flatMap(there -> store.lease(there, owner, lease));
                    }
                };
        };
    }
}
