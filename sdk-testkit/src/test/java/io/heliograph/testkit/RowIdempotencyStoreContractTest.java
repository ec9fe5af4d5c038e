package io.heliograph.testkit;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store of rows of plain values, like a database: a claim can be restored from a row. */
class RowIdempotencyStoreContractTest extends IdempotencyStoreContract {
    @Override
    protected IdempotencyStore open(TestClock clock) {
        return new RowStore(clock);
    }

    /** The outcome stands for the columns that hold it. */
    private record Row(
            String fingerprint,
            String owner,
            Instant claimedAt,
            Instant leaseEnds,
            Instant lastAttemptEnds,
            int attempts,
            @Nullable String provider,
            @Nullable SendOutcome outcome) {
        static Row of(Claim claim) {
            return new Row(
                    claim.fingerprint().value(),
                    claim.owner(),
                    claim.claimedAt(),
                    claim.leaseEnds(),
                    claim.lastAttemptEnds(),
                    claim.attempts(),
                    claim.provider().orElse(null),
                    claim.outcome().orElse(null));
        }

        Claim value(IdempotencyKey key, Instant now) {
            Claim.Builder claim = Claim.stored(key, new Fingerprint(fingerprint))
                    .owner(owner)
                    .claimedAt(claimedAt)
                    .leaseEnds(leaseEnds)
                    .lastAttemptEnds(lastAttemptEnds)
                    .readAt(now);
            if (provider != null) {
                claim.attempts(attempts, provider);
            }
            if (outcome != null) {
                claim.outcome(outcome);
            }
            return claim.build();
        }
    }

    /** Each method is one transaction: read, change, write. */
    private static final class RowStore implements IdempotencyStore {
        private final Map<IdempotencyKey, Row> rows = new HashMap<>();
        private final Clock clock;

        RowStore(Clock clock) {
            this.clock = clock;
        }

        @Override
        public synchronized Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
            Instant now = clock.instant();
            Optional<Claim> there = find(key);
            if (there.isPresent() && !hasEnded(there.get(), now)) {
                return there.get();
            }
            return write(Claim.first(key, fingerprint, owner, now, lease));
        }

        private static boolean hasEnded(Claim claim, Instant now) {
            return claim.outcome().isPresent() && !claim.claimedAt().plus(KEEP).isAfter(now);
        }

        private Claim write(Claim claim) {
            rows.put(claim.key(), Row.of(claim));
            return claim;
        }

        /** The current claim, if it is unchanged and may still get an outcome. */
        private Optional<Claim> openAsSeen(Claim seen) {
            return find(seen.key())
                    .filter(claim -> claim.isUnresolved()
                            && claim.owner().equals(seen.owner())
                            && claim.attempts() == seen.attempts());
        }

        @Override
        public synchronized Optional<Claim> lease(Claim seen, String owner, Duration lease) {
            return openAsSeen(seen)
                    .filter(claim -> !claim.isLeased() || claim.owner().equals(owner))
                    .map(claim -> write(claim.leased(owner, clock.instant(), lease)));
        }

        @Override
        public synchronized Optional<Claim> attempt(Claim mine, String provider) {
            return openAsSeen(mine).filter(Claim::isLeased).map(claim -> write(claim.withAttempt(provider)));
        }

        @Override
        public synchronized boolean finish(Claim seen, SendOutcome outcome) {
            return openAsSeen(seen)
                    .map(claim -> write(claim.withOutcome(outcome, clock.instant())))
                    .isPresent();
        }

        @Override
        public synchronized boolean release(Claim mine) {
            Optional<Claim> claim = openAsSeen(mine);
            claim.ifPresent(one -> rows.remove(one.key()));
            return claim.isPresent();
        }

        @Override
        public synchronized Optional<Claim> find(IdempotencyKey key) {
            return Optional.ofNullable(rows.get(key)).map(row -> row.value(key, clock.instant()));
        }
    }
}
