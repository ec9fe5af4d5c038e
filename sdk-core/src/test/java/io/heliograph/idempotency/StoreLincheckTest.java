package io.heliograph.idempotency;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever several threads do with one key at the same time, there is an order in which one thread could have done it. */
@Tag("long")
class StoreLincheckTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-1");
    private static final Fingerprint CONTENT = Fingerprint.of(
            SendRequest.to("+66812345678").text("Hi").idempotencyKey("order-1").build());
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** Each thread is one owner with the claim that it saw last, however old that is. */
    @Param(name = "owner", gen = ThreadIdGen.class)
    public static class Owners {
        private final IdempotencyStore store;
        private final @Nullable Claim[] seen = new Claim[8];

        Owners(IdempotencyStore store) {
            this.store = store;
        }

        private String see(int owner, @Nullable Claim claim) {
            seen[owner] = claim == null ? seen[owner] : claim;
            return claim == null
                    ? "nothing"
                    : claim.owner() + " " + claim.attempts() + " "
                            + claim.outcome().map(outcome -> outcome.getClass().getSimpleName());
        }

        @Operation
        public String claim(@Param(name = "owner") int owner) {
            return see(owner, store.claim(KEY, CONTENT, "owner-" + owner, LEASE));
        }

        @Operation
        public String find(@Param(name = "owner") int owner) {
            return see(owner, store.find(KEY).orElse(null));
        }

        @Operation
        public String takeOver(@Param(name = "owner") int owner) {
            Claim claim = seen[owner];
            return claim == null
                    ? ""
                    : see(owner, store.lease(claim, "owner-" + owner, LEASE).orElse(null));
        }

        @Operation
        public String giveBack(@Param(name = "owner") int owner) {
            Claim claim = seen[owner];
            return claim == null
                    ? ""
                    : see(
                            owner,
                            store.lease(claim, claim.owner(), Duration.ZERO).orElse(null));
        }

        @Operation
        public String attempt(@Param(name = "owner") int owner) {
            Claim claim = seen[owner];
            return claim == null ? "" : see(owner, store.attempt(claim, "first").orElse(null));
        }

        @Operation
        public boolean finish(@Param(name = "owner") int owner) {
            Claim claim = seen[owner];
            return claim != null && store.finish(claim, new SendOutcome.Unknown("first", "lost", KEY, List.of()));
        }

        @Operation
        public boolean release(@Param(name = "owner") int owner) {
            Claim claim = seen[owner];
            return claim != null && store.release(claim);
        }
    }

    /** Those of the store in memory. */
    public static final class OfMemory extends Owners {
        public OfMemory() {
            super(new MemoryIdempotencyStore(10, Duration.ofDays(1), Clock.fixed(NOW, ZoneOffset.UTC), () -> 0));
        }
    }

    /** Those of a store that looks first and writes then, without a lock. */
    public static final class OfUnlocked extends Owners {
        public OfUnlocked() {
            super(new Unlocked());
        }
    }

    private static final class Unlocked implements IdempotencyStore {
        private final Map<IdempotencyKey, Claim> claims = new ConcurrentHashMap<>();

        @Override
        public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
            Claim there = claims.get(key);
            Claim claim = there == null ? Claim.first(key, fingerprint, owner, NOW, lease) : there;
            claims.put(key, claim);
            return claim;
        }

        private boolean changes(Claim seen) {
            Claim there = claims.get(seen.key());
            return there == null || !there.owner().equals(seen.owner()) || there.attempts() != seen.attempts();
        }

        @Override
        public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
            return changes(seen) ? Optional.empty() : keep(seen.leased(owner, NOW, lease));
        }

        @Override
        public Optional<Claim> attempt(Claim mine, String provider) {
            return changes(mine) ? Optional.empty() : keep(mine.withAttempt(provider));
        }

        private Optional<Claim> keep(Claim claim) {
            claims.put(claim.key(), claim);
            return Optional.of(claim);
        }

        @Override
        public boolean finish(Claim seen, SendOutcome outcome) {
            return !changes(seen) && keep(seen.withOutcome(outcome, NOW)).isPresent();
        }

        @Override
        public boolean release(Claim mine) {
            return !changes(mine) && claims.remove(mine.key()) != null;
        }

        @Override
        public Optional<Claim> find(IdempotencyKey key) {
            return Optional.ofNullable(claims.get(key));
        }
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(3)
                .actorsBefore(1)
                .actorsPerThread(3)
                .actorsAfter(1)
                .iterations(12)
                .invocationsPerIteration(10)
                .loopIterationsBeforeThreadSwitch(1_000) // packing loops over each text, and waits for no thread
                .loopBound(10_000)
                .minimizeFailedScenario(false);
    }

    @Test
    void the_store_in_memory_is_linearizable() {
        options().check(OfMemory.class);
    }

    @Test
    void a_store_without_a_lock_is_found_not_to_be() {
        assertThatThrownBy(() -> options().check(OfUnlocked.class)).isInstanceOf(LincheckAssertionError.class);
    }
}
