package io.heliograph;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A store that outlives its processes: they may die before and after each of its steps, and it may fail in both places. */
final class SimulatedStore implements IdempotencyStore {
    private static final double FAILS = 0.003;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final IdempotencyStore kept;
    private final Map<IdempotencyKey, SendOutcome> noted = new HashMap<>();
    private final SimulatedTiming world;
    private final SimulationLedger ledger;
    private final SimulatedDatabase database;
    private final SimulationSabotage sabotage;

    /** A change or a question; the call is null where it is committed after its call was failed. */
    private interface Step<T> {
        T run(@Nullable SimulatedCall call);
    }

    /** What the store throws when it fails. */
    static final class Failure extends RuntimeException {
        Failure() {
            super("the disk is full");
        }
    }

    /**
     * A store.
     *
     * @param places how many sends that have ended it remembers
     * @param nanoTime what it counts its times by
     */
    SimulatedStore(
            SimulatedTiming world,
            SimulationLedger ledger,
            int places,
            LongSupplier nanoTime,
            SimulatedDatabase database,
            SimulationSabotage sabotage) {
        this.world = world;
        this.ledger = ledger;
        this.database = database;
        this.sabotage = sabotage;
        kept = new MemoryIdempotencyStore(places, FOR_EVER, world.clock(), nanoTime);
    }

    /** The outcome that was noted last for a key; null if none was. */
    @Nullable
    SendOutcome noted(IdempotencyKey key) {
        return noted.get(key);
    }

    /** What it holds of a key, without a step of anybody's. */
    Optional<Claim> peek(IdempotencyKey key) {
        return kept.find(key);
    }

    @Override
    public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
        return step("claim", call -> {
            boolean overwrites = call == null && sabotage == SimulationSabotage.LATE_CLAIMS_OVERWRITE;
            if (overwrites || sabotage == SimulationSabotage.CLAIMS_FORGOTTEN) {
                kept.find(key).ifPresent(kept::release);
            }
            Claim claim = kept.claim(key, fingerprint, owner, lease);
            if (call != null && claim.owner().equals(owner)) {
                call.claimedAt = world.tick();
            }
            return claim;
        });
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return step("lease", call -> kept.lease(seen, owner, lease));
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return step("note of an attempt", call -> kept.attempt(mine, provider));
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return step("finish", call -> {
            boolean done = kept.finish(seen, outcome);
            if (done) {
                noted.put(seen.key(), outcome);
                seal(call);
            }
            return done;
        });
    }

    @Override
    public boolean release(Claim mine) {
        return step("release", call -> {
            boolean done = kept.release(mine);
            if (done) {
                seal(call);
            }
            return done;
        });
    }

    private void seal(@Nullable SimulatedCall call) {
        if (call != null) {
            call.seal(world.tick(), ledger.isAnywhere(call.subject));
        }
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        return step("find", call -> kept.find(key));
    }

    private <T> T step(String name, Step<T> step) {
        SimulatedCall call = world.current();
        world.step("before " + name);
        SimulatedDatabase.Fate fate = database.next();
        world.standsStill(fate.untilCommit());
        if (fate.end() == SimulatedDatabase.End.COMMITS_LATE) {
            world.later(fate.untilAnswer(), () -> commitLate(call.subject, name, step));
        }
        failIf(fate.failsBefore() || world.goesWrong(FAILS), "before", name);
        T result = step.run(call);
        world.tell(call.subject, () -> "store: " + name + " gives " + result);
        world.standsStill(fate.untilAnswer());
        failIf(fate.end() == SimulatedDatabase.End.FAILS_AFTER || world.goesWrong(FAILS), "after", name);
        world.step("after " + name);
        return result;
    }

    private <T> void commitLate(String subject, String name, Step<T> step) {
        T result = step.run(null);
        world.count("store committed late " + name);
        world.tell(subject, () -> "store: commits " + name + " late, which gives " + result);
    }

    private void failIf(boolean fails, String when, String name) {
        if (fails) {
            world.count("store failed " + when + " " + name);
            world.tell(world.current().subject, () -> "store: FAILS " + when + " " + name);
            throw new Failure();
        }
    }
}
