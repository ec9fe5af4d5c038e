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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that outlives its processes: they may die before and after each of its steps, and it may fail in both places. */
final class SimulatedStore implements IdempotencyStore {
    private static final double FAILS = 0.003;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final IdempotencyStore kept;
    private final Map<IdempotencyKey, SendOutcome> noted = new HashMap<>();
    private final SimulatedTiming world;
    private final SimulationLedger ledger;
    private final boolean forgetsClaims;

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
            SimulatedTiming world, SimulationLedger ledger, int places, LongSupplier nanoTime, boolean forgetsClaims) {
        this.world = world;
        this.ledger = ledger;
        this.forgetsClaims = forgetsClaims;
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
        return step("claim", () -> {
            if (forgetsClaims) {
                kept.find(key).ifPresent(kept::release);
            }
            Claim claim = kept.claim(key, fingerprint, owner, lease);
            if (claim.owner().equals(owner)) {
                world.current().claimedAt = world.tick();
            }
            return claim;
        });
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return step("lease", () -> kept.lease(seen, owner, lease));
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return step("note of an attempt", () -> kept.attempt(mine, provider));
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return step("finish", () -> {
            boolean done = kept.finish(seen, outcome);
            if (done) {
                noted.put(seen.key(), outcome);
                seal();
            }
            return done;
        });
    }

    @Override
    public boolean release(Claim mine) {
        return step("release", () -> {
            boolean done = kept.release(mine);
            if (done) {
                seal();
            }
            return done;
        });
    }

    private void seal() {
        SimulatedCall call = world.current();
        call.seal(world.tick(), ledger.isAnywhere(call.subject));
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        return step("find", () -> kept.find(key));
    }

    private <T> T step(String name, Supplier<T> step) {
        world.step("before " + name);
        failAtTimes("before", name);
        T result = step.get();
        world.tell(world.current().subject, () -> "store: " + name + " gives " + result);
        failAtTimes("after", name);
        world.step("after " + name);
        return result;
    }

    private void failAtTimes(String when, String name) {
        if (world.goesWrong(FAILS)) {
            world.count("store failed " + when + " " + name);
            world.tell(world.current().subject, () -> "store: FAILS " + when + " " + name);
            throw new Failure();
        }
    }
}
