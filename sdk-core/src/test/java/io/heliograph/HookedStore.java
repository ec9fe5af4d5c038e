package io.heliograph;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A store in memory, of which a test changes what it wants to. */
public class HookedStore implements IdempotencyStore {
    private final IdempotencyStore store;

    public HookedStore() {
        this(Clock.systemUTC());
    }

    HookedStore(Clock clock) {
        // By this clock alone: these tests' clocks don't step
        this(new MemoryIdempotencyStore(
                1_000, Duration.ofDays(1), clock, () -> ChronoUnit.NANOS.between(Sends.NOW, clock.instant())));
    }

    HookedStore(IdempotencyStore store) {
        this.store = store;
    }

    @Override
    public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
        return store.claim(key, fingerprint, owner, lease);
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return store.lease(seen, owner, lease);
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return store.attempt(mine, provider);
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        return store.finish(seen, outcome);
    }

    @Override
    public boolean release(Claim mine) {
        return store.release(mine);
    }

    @Override
    public Optional<Claim> find(IdempotencyKey key) {
        return store.find(key);
    }
}
